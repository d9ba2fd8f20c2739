/** The form of an office's name, colours and logo. */
import { isColour } from '../../platform/brand/colours.ts';
import { line, parsed, tick, whole } from '../../platform/web/fields.ts';
import { file } from '../../platform/web/fileFields.ts';
import { form } from '../../platform/web/form.ts';
import { brandTexts } from './texts.ts';

type Texts = (typeof brandTexts)['vi'];

const colour = () =>
  parsed<string, Texts>(20, (typed) => (isColour(typed.toLowerCase()) ? typed.toLowerCase() : undefined), {
    type: 'color',
    wrong: (t) => t.errors.noColour,
  });

export const brandForm = form(
  brandTexts,
  {
    name: line(1000, { most: 60 }),
    nameEn: line(1000, { most: 60 }),
    colour: colour(),
    accent: colour(),
    file: file<Texts>({ label: (t) => t.logo, hint: (t) => t.logoHint, optional: true }),
    withoutLogo: tick<Texts>({ label: (t) => t.logoInUse, text: (t) => t.withoutLogo }),
  },
  { hidden: { version: whole() } },
);
