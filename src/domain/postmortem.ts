import { isOpen, type Origin, type Stage } from './incident.ts';
import { accept, refuse, type Result } from './result.ts';

/** A draft is the managers' own; what is published stays, and its edits are visible. */
export const postmortemStates = ['draft', 'published'] as const;
export type PostmortemState = (typeof postmortemStates)[number];

export type Postmortem = { state: PostmortemState; /** Subscribers have been told of it. */ notified: boolean };

/** Absent `published` leaves the state as it is; absent `notify` tells people at the moment of publishing, and never again. */
export type PostmortemWish = { published?: boolean; notify?: boolean };

export type PostmortemDecision = {
  act: 'saved' | 'published' | 'edited';
  state: PostmortemState;
  notify: boolean;
};

/**
 * What happened and what is done about it, once it is over. Refuses `not_resolved`, `postmortem_published` where it
 * should become a draft again, and telling people of it who never heard of its incident. PRODUCT "The words".
 */
export function writePostmortem(
  incident: Pick<Stage, 'status'> & { origin: Origin },
  before: Postmortem | null,
  { published, notify }: PostmortemWish,
): Result<PostmortemDecision> {
  if (isOpen(incident)) return refuse('not_resolved');
  const wasPublished = before?.state === 'published';
  if (wasPublished && published === false) return refuse('postmortem_published');
  const isPublished = wasPublished || published === true;
  if (!isPublished) return accept({ act: 'saved', state: 'draft', notify: false });
  const wasToldOf = incident.origin === 'published';
  if (notify === true && !wasToldOf) return refuse('invalid', [{ path: 'notify', code: 'nobody_was_told' }]);
  return accept({
    act: wasPublished ? 'edited' : 'published',
    state: 'published',
    notify: wasToldOf && before?.notified !== true && (notify ?? !wasPublished),
  });
}
