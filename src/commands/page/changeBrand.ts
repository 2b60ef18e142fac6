import { eq } from 'drizzle-orm';
import { page } from '#db/schema/page.ts';
import { brandPoints, type Brand } from '#domain/brand.ts';
import { accept, refuse } from '#domain/result.ts';
import { command } from '../command.ts';

/** How the page looks: pictures, accent, links, footer, own values of its custom properties. */
export const changeBrand = command({
  action: 'page.change',
  load: async (tx, _brand: Brand) => (await tx.select({ id: page.id }).from(page).for('update'))[0] ?? null,
  decide: (row, brand) => {
    const points = brandPoints(brand);
    if (points.length > 0) return refuse('invalid', points);
    const { logo, logoDark, icon, ...said } = brand;
    const data = { ...said, pictures: [logo, logoDark, icon].filter((one) => one !== null).length };
    return accept({
      value: brand,
      events: [{ name: 'page.brand_changed', subject: row.id, data }],
      publicChange: true,
    });
  },
  save: async (tx, brand, row) => {
    await tx.update(page).set({ brand }).where(eq(page.id, row.id));
    return { id: row.id };
  },
});
