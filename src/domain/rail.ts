import { opensPublishing, type ConfirmationRequest } from './confirmation.ts';
import type { IncidentStatus } from './incident.ts';
import { isReplicated, isWide, type Investigation } from './investigation.ts';

/** The nine stations of an investigation's page, in order (DESIGN.md "The console"). */
export const stations = [
  'reported',
  'troubleshot',
  'replicated',
  'extent',
  'escalated',
  'confirmed',
  'published',
  'resolved',
  'followed_up',
] as const;
export type Station = (typeof stations)[number];

export type Travelled = {
  reports: number;
  investigation: Investigation;
  escalatedToManager: boolean;
  confirmation: ConfirmationRequest | null;
  incident: IncidentStatus | null;
  followedUp: boolean;
  closed: boolean;
};

export type Stop = { station: Station; state: 'done' | 'current' | 'ahead' };

/** Where an investigation stands: what is done, the one station that is open now (none once it is closed), what lies ahead. */
export function rail(travelled: Travelled): Stop[] {
  const done = stations.map((station) => ({ station, done: isDone(station, travelled) }));
  const current = travelled.closed ? null : (done.find((stop) => !stop.done)?.station ?? null);
  return done.map((stop) => ({
    station: stop.station,
    state: stop.station === current ? 'current' : stop.done ? 'done' : 'ahead',
  }));
}

function isDone(station: Station, travelled: Travelled): boolean {
  const { investigation, confirmation, incident } = travelled;
  switch (station) {
    case 'reported':
      // An investigation may start from nothing; it is not held up for want of a report.
      return travelled.reports > 0 || investigation.steps.length > 0;
    case 'troubleshot':
      return (
        ['step', 'attempt'].every((kind) => investigation.steps.some((step) => step.kind === kind)) ||
        travelled.escalatedToManager
      );
    case 'replicated':
      return isReplicated(investigation.replication) || travelled.escalatedToManager;
    case 'extent':
      return (isWide(investigation.extent) && investigation.componentIds.length > 0) || travelled.escalatedToManager;
    case 'escalated':
      return travelled.escalatedToManager;
    case 'confirmed':
      return (confirmation?.answer != null && opensPublishing(confirmation.answer)) || incident !== null;
    case 'published':
      return incident !== null;
    case 'resolved':
      return incident === 'resolved';
    case 'followed_up':
      return incident === 'resolved' && travelled.followedUp;
  }
}
