import type { PostChannel } from '#domain/posting.ts';
import type { PostFile } from './post.ts';
import { slack } from './slack.ts';
import { teams } from './teams.ts';
import { webhook } from './webhook.ts';

/** Every channel that is posted to, each one file. Mail goes through a provider, and is frozen by the hundred. */
export const postChannels: Readonly<Record<PostChannel, PostFile>> = { webhook, slack, teams };
