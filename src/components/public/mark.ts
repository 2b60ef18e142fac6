/** Our mark, two facing petals, as the body of an SVG of 24 by 24; the page's icon quotes attributes with `'`. */
export const markPaths = (quote: "'" | '"' = '"'): string =>
  `<path d="M10.6 3v18A9 9 0 0 1 10.6 3z"/><path opacity=".5" d="M13.4 3v18A9 9 0 0 0 13.4 3z"/>`.replaceAll(
    '"',
    quote,
  );
