import { letterMessage } from '#channels/email.ts';
import { writeLetter } from '#channels/letters.ts';
import type { Message } from '#channels/message.ts';
import { freeze } from '#commands/sending/batches.ts';
import { freezeLetters, type Letter } from '#commands/sending/freezeLetters.ts';
import type { MailKind } from '#domain/mail.ts';
import { newId } from '#platform/tokens.ts';
import type { Job } from './job.ts';
import { senderOf } from './sender.ts';

/** Renders and freezes the letters that wait. */
export const freezeLettersJob: Job = ({ db, runtime, mailers: [mailer] }) =>
  freezeLetters(db, Temporal.Now.instant(), 'email', async (tx, letters) => {
    const { sender, page } = await senderOf(tx, runtime);
    const desk = { tx, page, tokens: runtime.tokens, now: Temporal.Now.instant() };
    const messages: Message[] = [];
    const [sent, lost]: [Letter[], Letter[]] = [[], []];
    for (const letter of letters) {
      const written = await writeLetter(desk, letter.kind as MailKind, letter.about, letter.locale);
      (written === null ? lost : sent).push(letter);
      if (written !== null) messages.push(letterMessage(sender, letter.to, letter.id, written));
    }
    return { frozen: freeze(messages, mailer.perCall, newId<'batch'>), sent, lost };
  });
