import { z } from 'zod';

/** One mail that the provider took responsibility for: from here on the person counts as reached. */
export type AcceptedMail = {
  id: string;
  /** The bare address, as the caller wrote it. */
  to: string;
  from: string;
  subject: string;
  headers: Record<string, string>;
  html: string | null;
  text: string | null;
  replyTo: readonly string[];
  tags: Record<string, string>;
  /** The call's `Idempotency-Key`. */
  key: string | null;
  /** Where the mail stood in its batch, from 0; 0 too when it was sent alone. */
  position: number;
  acceptedAt: Temporal.Instant;
};

export type Draft = Omit<AcceptedMail, 'id' | 'key' | 'position' | 'acceptedAt'>;

/**
 * Reads one mail of a call. Stricter than Resend where our contract is: exactly one recipient, no cc, no bcc,
 * no attachment, no scheduling, no field that the API does not know.
 */
export function readMail(input: unknown, refused: ReadonlySet<string>): { draft: Draft } | { problem: string } {
  const read = wireMail.safeParse(input);
  if (!read.success) return { problem: firstProblem(read.error) };
  const { html = null, text = null, headers = {}, tags = [], reply_to: replyTo = [], ...mail } = read.data;
  if (!html && !text) return { problem: 'Missing `html` or `text` field.' };
  const to = bareAddress(mail.to);
  if (refused.has(to.toLowerCase())) return { problem: `Invalid \`to\` field: ${to} is refused.` };
  return {
    draft: {
      ...mail,
      to,
      html,
      text,
      headers,
      replyTo,
      tags: Object.fromEntries(tags.map((tag) => [tag.name, tag.value])),
    },
  };
}

/** `ana@example.org` out of `Ana <ana@example.org>`. */
export function bareAddress(recipient: string): string {
  return /<([^<>]*)>$/.exec(recipient)?.[1] ?? recipient;
}

function firstProblem(error: z.ZodError): string {
  const issue = error.issues[0];
  return `Invalid \`${issue?.path.join('.') || 'email'}\` field: ${issue?.message}`;
}

const recipient = z.string().refine((written) => {
  const bare = bareAddress(written);
  const local = bare.slice(0, bare.lastIndexOf('@'));
  return (
    local.length <= 64 &&
    /^[^\s@<>(),:;"\\[\]]+@([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]{2,}$/i.test(bare) &&
    !/[\r\n]/.test(written)
  );
}, 'not an e-mail address');
const oneLine = z
  .string()
  .min(1)
  .regex(/^[^\r\n\0]*$/, 'must be one line');
const tagText = z
  .string()
  .max(256)
  .regex(/^[\w-]+$/, 'only ASCII letters, digits, underscores and dashes');
const single = z.union([recipient, z.tuple([recipient], 'exactly one address').transform(([only]) => only)]);

const wireMail = z.strictObject({
  from: recipient,
  to: single,
  subject: oneLine,
  html: z.string().optional(),
  text: z.string().optional(),
  headers: z.record(z.string().regex(/^[!-9;-~]+$/), oneLine).optional(),
  tags: z.array(z.object({ name: tagText, value: tagText })).optional(),
  reply_to: z.union([recipient.transform((one) => [one]), z.array(recipient)]).optional(),
});
