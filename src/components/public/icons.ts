import { componentStatuses } from '#domain/component.ts';
import type { IconName } from '../IconNames.ts';

/** A shape for each status: what lists of incidents and components draw. */
export const statusIcons: readonly IconName[] = componentStatuses;

/** What an incident's card draws; a page that shows one carries these in its sprite. */
export const cardIcons: readonly IconName[] = [...componentStatuses, 'confirmed', 'clock'];

/** What an incident's own page draws. */
export const storyIcons: readonly IconName[] = [...cardIcons, 'cross'];
