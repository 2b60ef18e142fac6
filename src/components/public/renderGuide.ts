import type { Locale } from '#domain/locale.ts';
import type { ToldGuide } from '#domain/toldGuide.ts';
import forms from '../../styles/forms.css?inline';
import guideStyle from '../../styles/guide.css?inline';
import Whole from './guide/Whole.astro';
import { renderAlone } from './renderAlone.ts';

/** A guide as readers see it, as a whole document that needs nothing else. For the editor's preview. */
export const renderGuide = (guide: ToldGuide, locale: Locale): Promise<string> =>
  renderAlone(Whole, { guide, locale }, { title: guide.title.text, locale, style: forms + guideStyle });
