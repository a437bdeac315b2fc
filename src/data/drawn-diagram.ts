/** A finished picture, as `src/remark/diagrams/diagram-loader` hands it to a page. */
export interface DrawnDiagram {
  /** Address of the picture alone; a page that was not loaded from the server fetches it. */
  url: string;
  /** Size in CSS pixels at which its letters are as large as small print. */
  width: number;
  height: number;
  /** The diagram in sentences. */
  sentences: readonly string[];
  /** The picture itself; only on the server, whose HTML the browser keeps. */
  svg?: string;
}
