import { componentStatuses } from '#domain/component.ts';
import type { IconName } from '../IconNames.ts';

/** What an incident's card draws; a page that shows one carries these in its sprite. */
export const cardIcons: readonly IconName[] = [...componentStatuses, 'confirmed', 'clock'];
