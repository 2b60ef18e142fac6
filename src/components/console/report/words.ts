import type { ReportState } from '#domain/report.ts';
import type { IconName } from '../../IconNames.ts';
import type { GlyphName } from '../glyphs.ts';

/** Each state's shape; a tone only where somebody has to do something. */
export const stateLooks = {
  new: { icon: 'alert', tone: 'accent' },
  claimed: { icon: 'person' },
  waiting_on_reporter: { icon: 'clock' },
  escalated: { icon: 'flask' },
  on_hold: { icon: 'question' },
  solved: { icon: 'tick', tone: 'ok' },
  closed: { icon: 'cross' },
} as const satisfies Record<ReportState, { icon: GlyphName | IconName; tone?: 'ok' | 'accent' }>;
