type Placed = { id: string; position: number };

/**
 * The places that change when the one at `index` goes one up or down; null where it is at the end already. Usually two
 * change places; where several held the same one, all of them get one of their own.
 */
export function placesAfter(
  list: readonly Placed[],
  index: number,
  step: -1 | 1,
): { id: string; position: number }[] | null {
  const other = index + step;
  const [moved, met] = [list[index], list[other]];
  if (moved === undefined || met === undefined) return null;
  const order = list.with(index, met).with(other, moved);
  const isOrdered = list.every((one, n) => n === 0 || (list[n - 1]?.position ?? 0) < one.position);
  const places = isOrdered ? list.map(({ position }) => position) : list.map((_one, n) => n + 1);
  return order
    .map(({ id }, n) => ({ id, position: places[n] ?? n + 1 }))
    .filter(({ id, position }) => list.find((one) => one.id === id)?.position !== position);
}
