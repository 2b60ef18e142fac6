import type { Refused } from '#actions/form.ts';
import { guideFormOf } from '#actions/guides.ts';
import type { GuideContent } from '#domain/actionGuide.ts';
import { rearranged, swept } from '#domain/guideDraft.ts';

type Stored = { content: GuideContent; componentIds: readonly string[]; version?: number };
export type Editing = Stored & {
  /** Why it was not saved; null where nobody asked for that. */
  refused: Refused | null;
  /** The place of what a button has just added. */
  added: string | null;
};

/** What the editor shows: what is kept, or what came back with the form, moved by its button or refused. */
export function editingOf(outcome: Refused | null, stored: Stored): Editing {
  if (outcome === null || outcome.form === 'drop') return { ...stored, refused: null, added: null };
  const { content, componentIds, move } = guideFormOf(outcome.values);
  const seen = versionOf(outcome, stored);
  const kept = { componentIds, ...(seen === undefined ? {} : { version: seen }) };
  if (isMove(outcome)) {
    const moved = rearranged(content, move);
    return { ...kept, content: moved, refused: null, added: addedBy(move, moved) };
  }
  const clean = swept(content);
  // An editor without a process would leave nothing to fill in.
  return {
    ...kept,
    content: clean.processes.length === 0 ? rearranged(clean, 'add') : clean,
    refused: outcome,
    added: null,
  };
}

/** A button that moves or only looks: nothing is wrong. */
export const isMove = ({ form, refusal }: Refused): boolean =>
  (form === 'shape' || form === 'look') && refusal.code === 'invalid';

/** Who was overtaken saves over the newer text the next time, knowing it; everybody else keeps what they began with. */
function versionOf({ refusal, values }: Refused, { version }: Stored): number | undefined {
  const began = Number(values['_version']);
  return refusal.code === 'stale' || !Number.isInteger(began) ? version : began;
}

function addedBy(move: string, { processes }: GuideContent): string | null {
  const [verb, ...path] = move.split('.');
  if (verb !== 'add') return null;
  if (path.length === 0) return String(processes.length - 1);
  const symptoms = processes[Number(path[0])]?.symptoms.length ?? 0;
  return path.length === 1 ? `${path[0]}.${symptoms - 1}` : null;
}
