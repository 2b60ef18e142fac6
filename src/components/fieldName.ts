/** A field's name before what is wrong with it: a question stays one. */
export const fieldName = (label: string): string => (label.endsWith('?') ? label : `${label}:`);
