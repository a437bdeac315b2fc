import encodeQR from 'qr';

/** Modules of white around the code: scanners ask for four. */
const MARGIN = 4;

/**
 * A QR code as an SVG of two paths, one line for each run of black: black on white in either colour mode, as scanners expect it. Level M
 * survives the glare of a projector.
 */
export function qrSvg(text: string): string {
  const rows = encodeQR(text, 'raw', {ecc: 'medium', border: MARGIN});
  const size = rows.length;
  const lines = rows.flatMap((row, y) => {
    let line = '';
    let pen: number | undefined;
    for (let x = 0; x < size; x += 1) {
      if (row[x] !== true) continue;
      let end = x;
      while (row[end] === true) end += 1;
      line += pen === undefined ? `M${x} ${y}.5` : `m${x - pen} 0`;
      line += `h${end - x}`;
      pen = x = end;
    }
    return line === '' ? [] : [line];
  });
  return (
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${size} ${size}" width="${size * 8}" height="${size * 8}" shape-rendering="crispEdges">` +
    `<path fill="#fff" d="M0 0h${size}v${size}H0"/><path stroke="#000" d="${lines.join('')}"/></svg>\n`
  );
}
