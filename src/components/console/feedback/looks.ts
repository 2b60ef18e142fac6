import type { FeedbackDecision } from '#domain/feedback.ts';
import type { GlyphName } from '../glyphs.ts';
import type { IconName } from '../../IconNames.ts';

/** A decision's shape; its word stands beside it. */
export const decisionLooks = {
  planned: { icon: 'clock', tone: 'accent' },
  done: { icon: 'tick', tone: 'ok' },
  declined: { icon: 'cross' },
} as const satisfies Record<FeedbackDecision, { icon: GlyphName | IconName; tone?: 'ok' | 'accent' }>;
