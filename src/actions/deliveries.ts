import { z } from 'zod';
import { cancelSending, pauseSending, resumeSending } from '#commands/sending/control.ts';
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
