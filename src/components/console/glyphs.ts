const line = 'fill="none" stroke="currentColor" stroke-width="1.4" stroke-linecap="round" stroke-linejoin="round"';

/** The console's own shapes, 16 by 16; those of a component's status are `IconSprite`'s. */
export const glyphs = {
  flask: `<path d="M6.2 1.8h3.6M6.8 1.8v4.4L2.9 13a.8.8 0 0 0 .7 1.2h8.8a.8.8 0 0 0 .7-1.2L9.2 6.2V1.8" ${line}/>`,
  horn: `<path d="M2 6.4v3.2h2.4l6.4 3V3.4l-6.4 3zM13 6.2a2.6 2.6 0 0 1 0 3.6M5 9.8l.8 3.6" ${line}/>`,
  send: `<path d="M14.2 1.8 1.8 6.6l4.8 2.2zM14.2 1.8 9.4 14.2 6.6 8.8z" ${line}/>`,
  letter: `<path d="M1.8 3.6h12.4v8.8H1.8zM1.8 4.4 8 9l6.2-4.6" ${line}/>`,
  grid: `<path d="M2 2h5v5H2zM9 2h5v5H9zM2 9h5v5H2zM9 9h5v5H9z" ${line}/>`,
  sliders: `<path d="M2 4.5h7M12.5 4.5H14M2 11.5h1.5M7 11.5h7" ${line}/><circle cx="10.8" cy="4.5" r="1.7" ${line}/><circle cx="5.2" cy="11.5" r="1.7" ${line}/>`,
  dots: '<circle cx="3" cy="8" r="1.4"/><circle cx="8" cy="8" r="1.4"/><circle cx="13" cy="8" r="1.4"/>',
  sun: `<circle cx="8" cy="8" r="3" ${line}/><path d="M8 1.2v1.4M8 13.4v1.4M1.2 8h1.4M13.4 8h1.4M3.2 3.2l1 1M11.8 11.8l1 1M3.2 12.8l1-1M11.8 4.2l1-1" ${line}/>`,
  leave: `<path d="M6.4 2.4H3v11.2h3.4M6.6 8h7M10.8 5 13.8 8l-3 3" ${line}/>`,
  phone: `<path d="M3.6 2h2.2l1.2 3.2-1.6 1.1a7.4 7.4 0 0 0 4.3 4.3l1.1-1.6 3.2 1.2v2.2c0 .9-.7 1.6-1.6 1.6C6.6 13.6 2.4 9.4 2 3.6 2 2.7 2.7 2 3.6 2z" ${line}/>`,
  plus: `<path d="M8 3v10M3 8h10" ${line}/>`,
  link: `<path d="M6.6 9.4a2.6 2.6 0 0 0 3.7 0l2.4-2.4a2.6 2.6 0 0 0-3.7-3.7l-1 1M9.4 6.6a2.6 2.6 0 0 0-3.7 0L3.3 9A2.6 2.6 0 0 0 7 12.7l1-1" ${line}/>`,
  question: `<path d="M6 6.2a2 2 0 1 1 2.9 1.8c-.6.3-.9.7-.9 1.4M8 11.6v.1" ${line}/><circle cx="8" cy="8" r="6.2" ${line}/>`,
  book: `<path d="M3 2.4h7.6A2.4 2.4 0 0 1 13 4.8v8.8H5.2A2.2 2.2 0 0 1 3 11.4zM3 11.4a2.2 2.2 0 0 1 2.2-2.2H13" ${line}/>`,
  pen: `<path d="M10.6 2.6l2.8 2.8L5.6 13.2 2.4 13.6l.4-3.2z" ${line}/>`,
  wish: `<path d="M8 13.4S2 10 2 6.2A3 3 0 0 1 8 5a3 3 0 0 1 6 1.2C14 10 8 13.4 8 13.4z" ${line}/>`,
  door: `<path d="M5 14V2.4h6V14M3 14h10M9 8.2v.1" ${line}/>`,
} as const;
export type GlyphName = keyof typeof glyphs;
