/** The name, colours and logo of the office, which administrators of the whole installation set. */
import { createHash } from 'node:crypto';
import { usualBrand, type Brand } from '../../platform/brand/brand.ts';
import { darkColour, type ShownBrand } from '../../platform/brand/brandStyle.ts';
import { contrast, contrastMin, readable, readableOn, worstGround } from '../../platform/brand/colours.ts';
import type { Kept } from '../../platform/storage/kept.ts';
import type { PageLanguage } from '../../platform/text/localized.ts';
import { also, type MaybeErrors } from '../../platform/web/form.ts';
import { uploaded } from '../../platform/web/upload.ts';
import { auditEntry, type Facts } from '../audit/entry.ts';
import type { RoutesOptions } from '../stores.ts';
import { menuLine } from '../web/menu.ts';
import { page, seeOther, type Reply } from '../web/reply.ts';
import { may, type Routes, type StaffContext } from '../web/routes.ts';
import { brandForm } from './input.ts';
import { makeLogo } from './makeLogo.ts';
import { brandTexts } from './texts.ts';

interface BrandTools extends RoutesOptions {
  readonly brand: Kept<ShownBrand>;
}

export const routes: Routes<BrandTools> = {
  'GET /staff/brand': may(
    'setBrand',
    openBrand,
    menuLine('administration', brandTexts, (texts) => texts.menu),
  ),
  'POST /staff/brand': may('setBrand', setBrand),
};

async function openBrand(context: StaffContext, { stores }: BrandTools): Promise<Reply> {
  const { brand, version } = await stores.brand.current();
  const { name, colour, accent } = brand;
  const filled = brandForm.filled({
    name: name?.vi ?? '',
    nameEn: name?.['en'] ?? '',
    colour,
    accent,
    version,
  });
  return show(context, brand, filled);
}

function show(
  { caller, language, notice }: StaffContext,
  brand: Brand,
  filled: typeof brandForm.empty,
): Reply {
  caller.demand('setBrand', []);
  const t = brandTexts[language];
  return page(
    'access/brand/brand',
    { title: t.title, notice: notice(t.done), status: filled.status },
    {
      t,
      version: filled.typed.version,
      lead: t.lead({ colour: usualBrand.colour, accent: usualBrand.accent }),
      contrasts: contrastWords(brand, language),
      ...brandForm.onPage(language, filled, { withoutLogo: brand.logo ? {} : false }),
    },
  );
}

/** How well the colours in force can be read. */
function contrastWords({ colour, accent }: Brand, language: PageLanguage): readonly string[] {
  const t = brandTexts[language];
  const dark = darkColour({ colour });
  return [
    t.onLight({ colour, ratio: worstGround(colour, 'light').ratio }),
    t.onDark({ colour: dark, ratio: worstGround(dark, 'dark').ratio }),
    t.onBand({ accent, colour, ratio: contrast(accent, colour) }),
  ];
}

/** Statuses: 303; 409, with what was typed, when somebody else changed it first; 422 with what is to be corrected. */
async function setBrand(context: StaffContext, tools: BrandTools): Promise<Reply> {
  const { req, caller, language } = context;
  const { stores, now } = tools;
  const t = brandTexts[language];
  caller.demand('setBrand', []);
  const { brand: before, version } = await stores.brand.current();
  const read = await brandForm.read(context);
  const found = await uploaded(req, async ({ path }) => await makeLogo(path));
  const kept = read.typed.withoutLogo ? undefined : before.logo;
  const logo = found === 'missing' ? kept : found;
  const sent = also(read, {
    nameEn: read.typed.name === '' && read.typed.nameEn !== '' && t.errors.nameFirst,
    ...(read.ok && colourErrors(read.values, language)),
    file: typeof logo === 'string' && t.errors[logo],
  });
  if (!sent.ok || typeof logo === 'string') return show(context, before, sent);
  const { name, nameEn, colour, accent } = sent.values;
  const brand: Brand = {
    ...(name !== '' && { name: { vi: name, ...(nameEn !== '' && { en: nameEn }) } }),
    colour,
    accent,
    ...(logo && { logo }),
  };
  const entry = auditEntry({
    at: now(),
    by: caller.actor,
    kind: 'brand.set',
    unitIds: [],
    subject: { id: 'brand', label: t.title },
    before: factsOf(before),
    after: factsOf(brand),
  });
  if (sent.values.version !== version || !(await stores.brand.put(brand, version, entry)))
    return show(context, before, also(sent, { name: t.errors.changedMeanwhile }, 409));
  await tools.brand.refresh();
  return seeOther('/staff/brand?done=saved');
}

/**
 * The reason and the nearest colour that can be read, by field. Both are judged at once: the second against the main
 * colour, or against the nearest to it that can be read.
 */
function colourErrors(
  { colour, accent }: Pick<Brand, 'colour' | 'accent'>,
  language: PageLanguage,
): MaybeErrors {
  const { ground, ratio } = worstGround(colour, 'light');
  const refused = (on: string, found: number, better: string) =>
    found < contrastMin &&
    brandTexts[language].errors.contrast({ ground: on, ratio: found, nearest: better });
  const nearest = readable(colour, 'light');
  const band = ratio < contrastMin ? nearest : colour;
  return {
    colour: refused(ground, ratio, nearest),
    accent: refused(band, contrast(accent, band), readableOn(accent, band)),
  };
}

function factsOf({ name, colour, accent, logo }: Brand): Facts {
  return {
    ...(name && { name: name.vi, ...(name['en'] !== undefined && { nameEn: name['en'] }) }),
    colour,
    accent,
    ...(logo && { logo: createHash('sha256').update(logo.print.png).digest('hex') }),
  };
}
