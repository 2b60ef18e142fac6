import type { Locale } from './locale.ts';
import { accept, refuse, unreachable, type Point, type Result } from './result.ts';

/** Statuspage's four, in the order of a maintenance's life, and one for what was called off before it began. */
export const maintenanceStatuses = ['scheduled', 'in_progress', 'verifying', 'completed', 'cancelled'] as const;
export type MaintenanceStatus = (typeof maintenanceStatuses)[number];

/** While it is one of these, its components are under maintenance. */
export const underWayStatuses = ['in_progress', 'verifying'] as const satisfies readonly MaintenanceStatus[];

/** What an entry of its timeline tells. A reminder is sent and never printed: the page says the time all along. */
export const maintenanceNews = [
  'scheduled',
  'moved',
  'changed',
  'note',
  'reminder',
  'started',
  'verifying',
  'completed',
  'cancelled',
] as const;
export type MaintenanceNews = (typeof maintenanceNews)[number];

/** Words in the languages beside the first. */
export type Translated = Partial<Record<Locale, { title?: string; body: string }>>;

export type Window = { startsAt: Temporal.Instant; endsAt: Temporal.Instant };

export type Maintenance = { window: Window } & (
  | { status: 'scheduled' }
  | { status: 'in_progress'; startedAt: Temporal.Instant }
  | { status: 'verifying'; startedAt: Temporal.Instant; verifyingAt: Temporal.Instant }
  | { status: 'completed'; startedAt: Temporal.Instant; completedAt: Temporal.Instant }
  | { status: 'cancelled'; cancelledAt: Temporal.Instant }
);

/** What can be done to it by hand; `change` is of its words and its window, `note` is another word. */
export const maintenanceVerbs = ['change', 'note', 'start', 'verify', 'complete', 'cancel'] as const;
export type MaintenanceVerb = (typeof maintenanceVerbs)[number];

export const isUnderWay = ({ status }: { status: MaintenanceStatus }): boolean =>
  status === 'in_progress' || status === 'verifying';

/**
 * Whether this may happen now, and to which status it leads. Refuses `not_started`, `already_started`,
 * `already_verifying` and `maintenance_over`. PRODUCT.md "Scheduled maintenance".
 */
export function step(maintenance: Pick<Maintenance, 'status'>, verb: MaintenanceVerb): Result<MaintenanceStatus> {
  const { status } = maintenance;
  if (status === 'completed' || status === 'cancelled') return refuse('maintenance_over');
  switch (verb) {
    case 'change':
    case 'note':
      return accept(status);
    case 'start':
      return status === 'scheduled' ? accept('in_progress') : refuse('already_started');
    case 'verify':
      if (status === 'scheduled') return refuse('not_started');
      return status === 'in_progress' ? accept('verifying') : refuse('already_verifying');
    case 'complete':
      return status === 'scheduled' ? refuse('not_started') : accept('completed');
    case 'cancel':
      return status === 'scheduled' ? accept('cancelled') : refuse('already_started');
    default:
      return unreachable(verb);
  }
}

/** The verbs that lead on from here, the one that usually comes next at the front. */
export function nextVerbs({ status }: Pick<Maintenance, 'status'>): MaintenanceVerb[] {
  const order = ['verify', 'complete', 'start', 'note', 'change', 'cancel'] as const;
  return order.filter((verb) => step({ status }, verb).ok);
}

/** Days that one window may last, and days that may lie between now and its start. */
export const mostDays = { long: 31, ahead: 730 } as const;
/** A start of a moment ago is a start now: a form takes a while to be filled in. */
const graceMinutes = 10;

/** What is wrong with a window that is to begin: its points are named as the API names its fields. */
export function windowPoints({ startsAt, endsAt }: Window, now: Temporal.Instant): Point[] {
  const points: Point[] = [];
  if (isBefore(startsAt, now.subtract({ minutes: graceMinutes })))
    points.push({ path: 'starts_at', code: 'in_the_past' });
  if (isBefore(now.add({ hours: 24 * mostDays.ahead }), startsAt))
    points.push({ path: 'starts_at', code: 'too_far_ahead', values: { most: mostDays.ahead } });
  return [...points, ...lengthPoints({ startsAt, endsAt })];
}

function lengthPoints({ startsAt, endsAt }: Window): Point[] {
  if (!isBefore(startsAt, endsAt)) return [{ path: 'ends_at', code: 'ends_before_start' }];
  const isTooLong = isBefore(startsAt.add({ hours: 24 * mostDays.long }), endsAt);
  return isTooLong ? [{ path: 'ends_at', code: 'window_too_long', values: { most: mostDays.long } }] : [];
}

/**
 * A change of the window. Before the start both ends are free; once it runs, the start is history and the end may
 * only lie ahead. Nothing to say where neither end moves: an old window stays as it is.
 */
export function changedWindowPoints(
  maintenance: Pick<Maintenance, 'status' | 'window'>,
  wanted: Window,
  now: Temporal.Instant,
): Point[] {
  const { status, window } = maintenance;
  if (isSameWindow(window, wanted)) return [];
  if (status === 'scheduled') return windowPoints(wanted, now);
  const points: Point[] = [];
  if (!window.startsAt.equals(wanted.startsAt)) points.push({ path: 'starts_at', code: 'has_begun' });
  if (!window.endsAt.equals(wanted.endsAt) && isBefore(wanted.endsAt, now))
    points.push({ path: 'ends_at', code: 'in_the_past' });
  return [...points, ...lengthPoints(wanted)];
}

export const isSameWindow = (a: Window, b: Window): boolean =>
  a.startsAt.equals(b.startsAt) && a.endsAt.equals(b.endsAt);

/** Its planned end has passed and it still goes on: said on the page, never silently extended. */
export const isOverrun = (
  { status, endsAt }: { status: MaintenanceStatus; endsAt: Temporal.Instant },
  now: Temporal.Instant,
): boolean => isUnderWay({ status }) && isBefore(endsAt, now);

/** Its planned start has passed, and nobody has begun: it does not begin by itself. */
export const isLate = (
  { status, startsAt }: { status: MaintenanceStatus; startsAt: Temporal.Instant },
  now: Temporal.Instant,
): boolean => status === 'scheduled' && isBefore(startsAt, now);

export type Plan = {
  status: MaintenanceStatus;
  window: Window;
  autoStart: boolean;
  autoComplete: boolean;
  remindBeforeMinutes: number | null;
  /** The start for which a reminder went out already; a new start is reminded of anew. */
  remindedFor: Temporal.Instant | null;
};

/** What the clock alone does to it: at most one thing at a time, so that each is told in its order; null where nothing is due. */
export function dueStep(plan: Plan, now: Temporal.Instant): 'remind' | 'start' | 'complete' | null {
  const { status, window, autoStart, autoComplete } = plan;
  if (status === 'scheduled' && autoStart && !isBefore(now, window.startsAt)) return 'start';
  if (isUnderWay({ status }) && autoComplete && !isBefore(now, window.endsAt)) return 'complete';
  return isReminderDue(plan, now) ? 'remind' : null;
}

/** Once for each start, and not when it has come already: nobody wants to be reminded of the past. */
function isReminderDue({ status, window, remindBeforeMinutes, remindedFor }: Plan, now: Temporal.Instant): boolean {
  if (status !== 'scheduled' || remindBeforeMinutes === null) return false;
  if (remindedFor?.equals(window.startsAt)) return false;
  return isBefore(now, window.startsAt) && !isBefore(now, window.startsAt.subtract({ minutes: remindBeforeMinutes }));
}

const isBefore = (a: Temporal.Instant, b: Temporal.Instant): boolean => Temporal.Instant.compare(a, b) < 0;
