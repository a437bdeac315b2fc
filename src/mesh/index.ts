/** The one door of the engine. */
export {};
