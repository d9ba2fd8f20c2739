/** What all pages of analysis do alike. The address holds every choice; what a page shows it also gives as files. */
import { page, sent, type Reply } from '../../access/web/reply.ts';
import type { StaffContext } from '../../access/web/routes.ts';
import type { PageLanguage } from '../../platform/text/localized.ts';
import { downloadLinks, sendDownload, type Download } from '../../platform/web/download.ts';
import type { FieldErrors, Filled, Reader } from '../../platform/web/form.ts';
import { aboutPage, askedRounds, type About, type AnalysisContext, type Asked } from './askedRound.ts';
import type { AnalysisFilter } from './dimensions.ts';
import { pageJump, type AnalysisPage } from './pageJump.ts';

interface Place {
  readonly round: string;
  readonly unit: string;
}

type Further = Readonly<Record<string, object | false | undefined>>;

interface Declared<Choices extends Place, T> {
  readonly id: AnalysisPage;
  readonly view: string;
  readonly texts: Readonly<Record<PageLanguage, T>>;
  readonly form: {
    query(reader: Reader): Promise<Choices>;
    onPage(language: PageLanguage, filled: Filled<Choices>, further: Further): object;
  };
}

/** What was asked, with the round and the unit of the page. */
export interface Opened<Choices, T> extends StaffContext {
  readonly asked: Asked;
  readonly typed: Choices;
  readonly t: T;
  readonly asking: ReturnType<typeof askedRounds>;
}

/** What there is to show. */
interface Made<Choices> {
  /** Parts of the caption, before the unit and the round; the name is that of files. */
  readonly about: {
    readonly name: string;
    readonly parts: readonly string[];
    readonly filters?: readonly AnalysisFilter[];
  };
  /** The choices to show; missing: those of the address. */
  readonly request?: Partial<Choices>;
  /** What there is to choose from, and which fields are left out. */
  readonly choices: Further;
  readonly errors: FieldErrors;
  readonly downloads: readonly Download[];
  /** Of files, after those of the page. */
  readonly notes?: readonly string[] | undefined;
  /** What else the view shows. */
  readonly content: object;
}

/**
 * Statuses: 200; 404 for a round or unit that is not the caller's; 422 with the choice that has to change.
 *
 * @param make finds what was asked
 */
export function analysisRoute<Choices extends Place, T extends { readonly title: string }>(
  { id, view, texts, form }: Declared<Choices, T>,
  make: (opened: Opened<Choices, T>, tools: AnalysisContext) => Promise<Made<Choices>>,
) {
  return async (context: StaffContext, tools: AnalysisContext): Promise<Reply> => {
    const { req, res, caller, language } = context;
    const asking = askedRounds(tools);
    const input = await form.query(context);
    const t = texts[language];
    const asked = await asking.find(caller, input);
    if (!asked) return page(view, { title: t.title }, { t, fields: [] });
    const typed = { ...input, round: asked.measured.round.id, unit: asked.unitId };
    const made = await make({ ...context, asking, asked, typed, t }, tools);
    const { errors, downloads, notes = [] } = made;
    const { from, ...about }: About = aboutPage(asked, { filters: [], ...made.about, language });
    const source = { ...from, notes: [...(from.notes ?? []), ...notes] };
    if (await sendDownload(req, res, downloads, source)) return sent;
    const status = Object.keys(errors).length > 0 ? 422 : undefined;
    const fields = form.onPage(language, { typed: { ...typed, ...made.request }, errors }, made.choices);
    const jump = pageJump(id, typed, language);
    const take = downloadLinks(req, downloads, language);
    return page(view, { title: t.title, status }, { ...about, t, jump, take, ...fields, ...made.content });
  };
}
