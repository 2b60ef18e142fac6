import type { ConsoleSection } from '#domain/consoleSection.ts';
import type { Action } from '#domain/policy.ts';
import type { IconName } from '../IconNames.ts';
import type { GlyphName } from './glyphs.ts';

export type NavLink = { section: ConsoleSection; href: string; icon: GlyphName | IconName; action: Action };

/** What a thumb reaches on a phone, in the bar at the bottom. */
export const firstLinks: readonly NavLink[] = [
  { section: 'now', href: '/console', icon: 'inbox', action: 'account.own' },
  { section: 'reports', href: '/console/reports', icon: 'person', action: 'reports.read' },
  { section: 'investigations', href: '/console/investigations', icon: 'flask', action: 'investigations.read' },
  { section: 'incidents', href: '/console/incidents', icon: 'horn', action: 'incidents.read' },
];

/** The rest, behind "More" on a phone. */
export const furtherLinks: readonly NavLink[] = [
  { section: 'maintenances', href: '/console/maintenances', icon: 'under_maintenance', action: 'maintenances.read' },
  { section: 'feedback', href: '/console/feedback', icon: 'wish', action: 'feedback.read' },
  { section: 'guides', href: '/console/guides', icon: 'book', action: 'catalogue.read' },
  { section: 'deliveries', href: '/console/deliveries', icon: 'send', action: 'deliveries.read' },
  { section: 'outbox', href: '/console/outbox', icon: 'letter', action: 'account.own' },
  { section: 'components', href: '/console/components', icon: 'grid', action: 'catalogue.read' },
  { section: 'people', href: '/console/people', icon: 'people', action: 'people.change' },
  { section: 'settings', href: '/console/settings', icon: 'sliders', action: 'page.change' },
];
