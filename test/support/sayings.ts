/** One thing that a language says, and where its dictionary has it. */
export type Saying = { path: string; text: string; isFunction: boolean };

/** Everything that a dictionary says, by its path; a function says what it makes of the first arguments that suit it. */
export function sayings(section: unknown, path = ''): Saying[] {
  if (typeof section === 'string') return [{ path, text: section, isFunction: false }];
  if (typeof section === 'function') return [{ path, text: spoken(section, path), isFunction: true }];
  if (typeof section !== 'object' || section === null) return [{ path, text: '', isFunction: false }];
  return Object.entries(section).flatMap(([key, value]) => sayings(value, path === '' ? key : `${path}.${key}`));
}

function spoken(say: Function, path: string): string {
  for (const given of arguments_)
    try {
      const text: unknown = Reflect.apply(say, null, given);
      if (typeof text === 'string' && text.trim() !== '') return text;
    } catch {
      // It wants other arguments.
    }
  throw new Error(`${path} says nothing with any arguments`);
}

/** What a sentence may be made with: whatever it is asked for by name or place, there is something. */
const anything = new Proxy(
  {},
  {
    get: (_, key) =>
      typeof key === 'symbol'
        ? key === Symbol.toPrimitive
          ? () => '7'
          : undefined
        : key === 'toString' || key === 'valueOf'
          ? () => '7'
          : 7,
  },
);
const arguments_: unknown[][] = [
  Array(8).fill('7'),
  Array(8).fill(7),
  [anything, 'facts.logs', ...Array(6).fill('7')],
  Array(8).fill(['a', 'b']),
];
