import { expect } from 'vitest';
import { acknowledged, type Json, type Step, type World } from './step.ts';
import { firstLink } from '../mails.ts';

/** Who wants to be told. */
export const readers = ['one@reader.example', 'two@reader.example', 'three@reader.example'] as const;

/** Three people ask to be told, and each confirms by the link in their own mail. */
export function subscribing({ visitor, as, resend }: World) {
  const asks = (email: string): Step => ({
    act: async () => acknowledged(await visitor.post('/subscribers', { email }), 202),
    // The wish has no other trace that a visitor may see than its one mail.
    stands: async () => {
      await resend.waitFor(() => resend.mailsTo(email).length > 0, 20_000);
      expect(firstLink(resend.mailsTo(email)[0]?.text ?? '')).toContain('/subscriptions/');
    },
  });
  const confirms = (email: string): Step => ({
    act: async () => {
      await resend.waitFor(() => resend.mailsTo(email).length > 0, 20_000);
      return confirmByLink(firstLink(resend.mailsTo(email)[0]?.text ?? ''));
    },
    stands: async () => {
      const { data } = acknowledged(await as('admin').get('/subscribers?limit=100'), 200) as {
        data: { email: string; state: string }[];
      };
      expect(data.filter((one) => one.email === email).map((one) => one.state)).toEqual(['active']);
    },
  });
  const [one, two, three] = readers;
  return {
    oneAsks: asks(one),
    oneConfirms: confirms(one),
    twoAsks: asks(two),
    twoConfirms: confirms(two),
    threeAsks: asks(three),
    threeConfirms: confirms(three),
  };
}

/** Follows an opt-in link as a browser without JavaScript does: the page's one form, with its hidden fields. */
async function confirmByLink(link: string): Promise<Json> {
  const shown = await (await fetch(link)).text();
  expect(shown.match(/<form[^>]*method="?post"?/giu)).toHaveLength(1);
  const hidden = [...shown.matchAll(/<input[^>]*type="?hidden"?[^>]*>/giu)].map(([tag]) => [
    attribute('name', tag),
    attribute('value', tag),
  ]);
  const answer = await fetch(link, { method: 'POST', body: new URLSearchParams(hidden) });
  expect(answer.status).toBe(200);
  return { page: await answer.text() };
}

const attribute = (name: string, tag: string): string =>
  new RegExp(`\\b${name}="?([^"\\s>]*)`, 'u').exec(tag)?.[1] ?? '';
