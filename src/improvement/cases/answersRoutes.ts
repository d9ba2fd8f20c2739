/** Published questions and answers, and how units handle cases. */
import { unitScopeOn } from '../../access/accounts/unitScope.ts';
import type { Language } from '../../platform/text/catalogue.ts';
import { tableRows, type Column } from '../../access/web/columns.ts';
import { inLanguage, type PageLanguage } from '../../platform/text/localized.ts';
import type { RateFigure } from '../../statistics/estimation/figure.ts';
import { percentRounded } from '../../statistics/estimation/rounding.ts';
import { percentText } from '../../platform/text/numbers.ts';
import { remember } from '../../platform/storage/remember.ts';
import { dayText } from '../../platform/calendar/clock.ts';
import { forRespondents, type RespondentContext, type Routes } from '../../access/web/routes.ts';
import { page, type Reply } from '../../access/web/reply.ts';
import { inSameLanguage } from '../../platform/web/page.ts';
import { caseCounts, caseFigures, type UnitCaseFigures } from './caseFigures.ts';
import { citizenTexts } from './citizenTexts.ts';
import { dayOf } from '../../platform/calendar/vietNamTime.ts';
import type { Stores } from '../stores.ts';

const shownMax = 100;

/** Figures of all units together and of each, from the cases taken up until a day; new after half a minute. */
export function caseFiguresReader(stores: Pick<Stores, 'cases' | 'holidays'>) {
  return remember(async (today: string) => {
    const taken = await stores.cases.listDownload();
    return {
      madeUp: taken.some(({ madeUp }) => madeUp),
      figures: caseFigures(caseCounts(taken, await stores.holidays.calendar(), today)),
    };
  }, 30_000);
}

interface AnswersRoutesOptions {
  readonly stores: Pick<Stores, 'cases' | 'units' | 'holidays'>;
  readonly caseFiguresOn: ReturnType<typeof caseFiguresReader>;
  readonly now: () => Date;
}

export const answersRoutes: Routes<AnswersRoutesOptions> = {
  'GET /answers': forRespondents(showAnswers),
};

async function showAnswers(context: RespondentContext, tools: AnswersRoutesOptions): Promise<Reply> {
  const { language } = context;
  const { stores, caseFiguresOn, now } = tools;
  const t = citizenTexts[language].answers;
  const today = dayOf(now());
  const units = unitScopeOn(await stores.units.list(), today);
  const nameOf = (unitId: string) => inLanguage(units.name(unitId), language);
  const { figures, madeUp } = await caseFiguresOn(today);
  const calendar = await stores.holidays.calendar();
  const lastOn = dayText(calendar.lastOn, language);
  return page(
    'improvement/cases/answers',
    { title: t.title },
    {
      t,
      madeUp,
      feedbackUrl: inSameLanguage('/feedback', language),
      indexUrl: inSameLanguage('/real-time-index', language),
      followUrl: inSameLanguage('/cases', language),
      answers: (await stores.cases.listPublished(shownMax)).map(
        ({ id, unitId, published, madeUp: isMadeUp }) => ({
          id,
          unit: nameOf(unitId),
          ...published!,
          on: t.publishedOn({ day: dayText(published!.on, language) }),
          madeUp: isMadeUp,
        }),
      ),
      rows: tableRows(columnsOf(nameOf, language), figures.filter(isTold), {
        title: t.figuresTitle,
        language: numbersOf(language),
      }),
      holidaysEnd: calendar.dueOn(today, 15) === undefined ? t.holidaysEnd({ day: lastOn }) : undefined,
    },
  );
}

function columnsOf(
  nameOf: (unitId: string) => string,
  language: Language,
): readonly Column<UnitCaseFigures>[] {
  const t = citizenTexts[language].answers;
  const rate = (key: 'onTime' | 'helped'): Column<UnitCaseFigures> => ({
    key,
    heading: t[key],
    value: (line) => wordsOf(line[key], language).value,
    detail: (line) => wordsOf(line[key], language).detail,
  });
  const name = ({ unitId }: UnitCaseFigures) => (unitId === undefined ? t.all : nameOf(unitId));
  return [{ key: 'name', heading: t.unit, value: name }, rate('onTime'), rate('helped')];
}

/** Khmer has the numbers of English. */
const numbersOf = (language: Language): PageLanguage => (language === 'vi' ? 'vi' : 'en');

/** A unit without any figure is not listed. */
function isTold({ unitId, onTime, helped }: UnitCaseFigures): boolean {
  return unitId === undefined || onTime.state !== 'none' || helped.state !== 'none';
}

function wordsOf(figure: RateFigure, language: Language): { value: string; detail?: string } {
  const t = citizenTexts[language].answers;
  if (figure.state !== 'shown') return { value: figure.state === 'hidden' ? t.hidden : t.nothing };
  const numbers = numbersOf(language);
  const percent = (share: number): string =>
    percentText(percentRounded(Math.round(share * 1000), 1000, 1), numbers);
  const { low, up } = figure.interval!;
  const interval = t.interval({ low: percent(low), up: percent(up) });
  return {
    value: percentText(figure.value, numbers),
    detail: `${t.ofCases({ n: figure.whole })}; ${interval}`,
  };
}
