import { changeGuide } from '#commands/guides/change.ts';
import { createGuide } from '#commands/guides/create.ts';
import { guideTexts } from './guideTexts.ts';
import { must } from './house.ts';
import type { Cast } from './problem.ts';

/** The guides were written half a year ago, and grew their beginning and end a few days later. */
export async function writeGuides({ stage, ids }: Cast, now: Temporal.Instant): Promise<void> {
  const [written, translated] = [now.subtract({ hours: 24 * 180 }), now.subtract({ hours: 24 * 176 })];
  for (const [n, { parts, content }] of guideTexts.entries()) {
    const componentIds = parts.map((name) => ids.components.get(name)).filter((id) => id !== undefined);
    const { id } = await must(
      createGuide(stage.as('Maren Holt', written.add({ minutes: n })), {
        content: { ...content, intro: {}, contact: {} },
        componentIds,
      }),
    );
    await must(changeGuide(stage.as('Mateo Silva', translated.add({ minutes: n })), { id, content }));
  }
}
