import { componentStatuses } from '#domain/component.ts';

/** Every shape that we draw: one for each status of a component, and a few for acts and states. */
export const iconNames = [
  ...componentStatuses,
  'confirmed',
  'clock',
  'alert',
  'tick',
  'inbox',
  'globe',
  'people',
  'person',
  'cross',
] as const;
export type IconName = (typeof iconNames)[number];
