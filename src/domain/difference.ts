/** A stretch of a text that was edited: there before and after, only before, or only after. */
export type Piece = { kind: 'kept' | 'removed' | 'added'; text: string };

/** Beyond this many pairs of words the comparison would take longer than a page may: then all of it counts as changed. */
const mostPairs = 1_000_000;

/** What an edit changed, word by word, in reading order. What was removed stands before what was put in its place. */
export function difference(before: string, after: string): Piece[] {
  const [a, b] = [wordsOf(before), wordsOf(after)];
  const head = sharedStart(a, b);
  const tail = sharedStart(a.slice(head).toReversed(), b.slice(head).toReversed());
  const [left, right] = [a.slice(head, a.length - tail), b.slice(head, b.length - tail)];
  const middle = left.length * right.length > mostPairs ? replaced(left, right) : compared(left, right);
  return joined([
    ...a.slice(0, head).map((text) => ({ kind: 'kept' as const, text })),
    ...middle,
    ...a.slice(a.length - tail).map((text) => ({ kind: 'kept' as const, text })),
  ]);
}

/** Each word with the white space behind it, so that joining them gives the text again. */
const wordsOf = (text: string): string[] => text.match(/\S+\s*|^\s+/gu) ?? [];

function sharedStart(a: readonly string[], b: readonly string[]): number {
  const differs = a.findIndex((word, n) => word !== b[n]);
  return differs === -1 ? a.length : differs;
}

const replaced = (left: readonly string[], right: readonly string[]): Piece[] => [
  ...left.map((text) => ({ kind: 'removed' as const, text })),
  ...right.map((text) => ({ kind: 'added' as const, text })),
];

/** The longest common subsequence, by the table of its lengths from each pair of places to the end. */
function compared(left: readonly string[], right: readonly string[]): Piece[] {
  const width = right.length + 1;
  const lengths = new Uint16Array((left.length + 1) * width);
  const at = (i: number, j: number): number => lengths[i * width + j] ?? 0;
  for (let i = left.length - 1; i >= 0; i -= 1)
    for (let j = right.length - 1; j >= 0; j -= 1)
      lengths[i * width + j] = left[i] === right[j] ? at(i + 1, j + 1) + 1 : Math.max(at(i + 1, j), at(i, j + 1));
  const pieces: Piece[] = [];
  let [i, j] = [0, 0];
  while (i < left.length && j < right.length)
    if (left[i] === right[j]) {
      pieces.push({ kind: 'kept', text: left[i] ?? '' });
      [i, j] = [i + 1, j + 1];
    } else if (at(i + 1, j) >= at(i, j + 1)) pieces.push({ kind: 'removed', text: left[i++] ?? '' });
    else pieces.push({ kind: 'added', text: right[j++] ?? '' });
  return [...pieces, ...replaced(left.slice(i), right.slice(j))];
}

/** Neighbours of one kind are one piece. */
function joined(pieces: readonly Piece[]): Piece[] {
  const stretches: Piece[] = [];
  for (const { kind, text } of pieces) {
    const last = stretches.at(-1);
    if (last?.kind === kind) last.text += text;
    else stretches.push({ kind, text });
  }
  return stretches;
}
