import { expect } from 'vitest';

/** Statuspage's answers as they were recorded: every key in its order, and what may stand under it. statuspage-api.md 3.1. */
type Check = (value: unknown) => boolean;
type Shape = Readonly<Record<string, Check>>;

const id: Check = (value) => typeof value === 'string' && /^[a-z0-9]{12}$/u.test(value);
const text: Check = (value) => typeof value === 'string';
const time: Check = (value) => typeof value === 'string' && /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/u.test(value);
const date: Check = (value) => typeof value === 'string' && /^\d{4}-\d\d-\d\d$/u.test(value);
const flag: Check = (value) => typeof value === 'boolean';
const whole: Check = (value) => Number.isInteger(value);
const link: Check = (value) => typeof value === 'string' && URL.canParse(value);
const nothing: Check = (value) => value === null;
const or =
  (...checks: Check[]): Check =>
  (value) =>
    checks.some((check) => check(value));
const one =
  (...values: unknown[]): Check =>
  (value) =>
    values.includes(value);
const list =
  (each: Check): Check =>
  (value) =>
    Array.isArray(value) && value.every(each);
const like =
  (shape: Shape): Check =>
  (value) => {
    expect(Object.keys(value as object)).toEqual(Object.keys(shape));
    for (const [key, check] of Object.entries(shape)) {
      const there = (value as Record<string, unknown>)[key];
      expect(check(there), `${key}: ${JSON.stringify(there)}`).toBe(true);
    }
    return true;
  };

const componentStatus = one(
  'operational',
  'degraded_performance',
  'partial_outage',
  'major_outage',
  'under_maintenance',
);
const component: Shape = {
  id,
  name: text,
  status: componentStatus,
  created_at: time,
  updated_at: time,
  position: whole,
  description: or(text, nothing),
  showcase: flag,
  start_date: or(date, nothing),
  group_id: or(id, nothing),
  page_id: id,
  group: flag,
  only_show_if_degraded: flag,
};
const group: Shape = { ...component, components: list(id) };
const row: Check = (value) => like((value as { group: boolean }).group ? group : component)(value);

const update = (status: Check): Shape => ({
  id,
  status,
  body: text,
  incident_id: id,
  created_at: time,
  updated_at: time,
  display_at: time,
  affected_components: or(
    nothing,
    list(like({ code: id, name: text, old_status: componentStatus, new_status: componentStatus })),
  ),
  deliver_notifications: flag,
  custom_tweet: nothing,
  tweet_id: nothing,
});
const told = (status: Check, impact: Check): Shape => ({
  id,
  name: text,
  status,
  created_at: time,
  updated_at: time,
  monitoring_at: or(time, nothing),
  resolved_at: or(time, nothing),
  impact,
  shortlink: link,
  started_at: time,
  page_id: id,
  incident_updates: list(like(update(status))),
  components: list(row),
});
const incident = like({
  ...told(
    one('investigating', 'identified', 'monitoring', 'resolved', 'postmortem'),
    one('none', 'minor', 'major', 'critical'),
  ),
  confirmation: or(one('confirmed', 'not_yet_confirmed'), nothing),
});
const maintenance = like({
  ...told(one('scheduled', 'in_progress', 'verifying', 'completed'), one('maintenance')),
  scheduled_for: time,
  scheduled_until: time,
});

const page = like({ id, name: text, url: link, time_zone: text, updated_at: time });
const status = like({ indicator: one('none', 'minor', 'major', 'critical', 'maintenance'), description: text });
const [components, incidents, maintenances] = [list(row), list(incident), list(maintenance)];

const answers: Readonly<Record<string, Shape>> = {
  'summary.json': { page, components, incidents, scheduled_maintenances: maintenances, status },
  'status.json': { page, status },
  'components.json': { page, components },
  'incidents.json': { page, incidents },
  'incidents/unresolved.json': { page, incidents },
  'scheduled-maintenances.json': { page, scheduled_maintenances: maintenances },
  'scheduled-maintenances/upcoming.json': { page, scheduled_maintenances: maintenances },
  'scheduled-maintenances/active.json': { page, scheduled_maintenances: maintenances },
};
export const answerNames = Object.keys(answers);

/** Throws unless an answer is key by key what was recorded. */
export const expectRecorded = (name: string, answer: unknown): void => void like(answers[name] ?? {})(answer);
