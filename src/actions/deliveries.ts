import { z } from 'zod';
import {
  cancelSending,
  hurrySending,
  pauseSending,
  releaseSending,
  resumeSending,
  undoSending,
} from '#commands/sending/control.ts';
import { repeatUnknown } from '#commands/sending/repeatUnknown.ts';
import { answerRestored } from '#commands/sending/answerRestored.ts';
import { sendAgain } from '#commands/sending/sendAgain.ts';
import type { Command } from '#commands/command.ts';
import type { Told } from '#commands/sending/control.ts';
import { accept } from '#domain/result.ts';
import { idOf } from '#platform/validation.ts';
import { formAction } from './form.ts';

/** A button on what is being sent: hold back, go on, or give up what has not left. */
const control = (run: Command<Told, Told>, done: string) =>
  formAction({
    input: z.object({ id: idOf('incident') }),
    run: (ctx, input) => run(ctx, input),
    then: ({ id }) => `/console/deliveries/${id}?done=${done}`,
  });

/** One message once more, which may have arrived: somebody has looked, and decides. */
export const againForm = formAction({
  input: z.object({ id: idOf('incident'), delivery: z.coerce.number().int().positive() }),
  run: async (ctx, { id, delivery }) => {
    const done = await sendAgain(ctx, { id, deliveryId: delivery });
    return done.ok ? accept({ id }) : done;
  },
  then: ({ id }) => `/console/deliveries/${id}?done=repeated`,
});

export const pauseForm = control(pauseSending, 'paused');
export const resumeForm = control(resumeSending, 'resumed');
export const cancelForm = control(cancelSending, 'cancelled');
export const releaseForm = control(releaseSending, 'released');
export const undoForm = control(undoSending, 'undone');
export const hurryForm = control(hurrySending, 'hurried');
export const repeatForm = control(repeatUnknown, 'repeated');

/** What was due in a database that has been restored: sent after all, or never. */
export const restoredForm = formAction({
  input: z.object({ answer: z.enum(['send', 'drop']) }),
  run: (ctx, { answer }) => answerRestored(ctx, { send: answer === 'send' }),
  then: ({ send }) => `/console/deliveries?done=${send ? 'released' : 'cancelled'}`,
});
