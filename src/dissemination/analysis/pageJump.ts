/** The way between the pages of analysis, grouped by what one asks them. Links keep the round and the unit. */
import { catalogue } from '../../platform/text/catalogue.ts';
import type { PageLanguage } from '../../platform/text/localized.ts';
import { savedViewTexts } from '../savedViews/texts.ts';
import { timeTexts } from '../timeSeries/texts.ts';
import { compareTexts } from './compareTexts.ts';
import { driversTexts } from './driversTexts.ts';
import { gapsTexts } from './gapsTexts.ts';
import { levelTexts } from './levelTexts.ts';
import { nonresponseTexts } from './nonresponseTexts.ts';
import { smallUnitsTexts } from './smallUnitsTexts.ts';
import { targetTexts } from './targetTexts.ts';
import { analysisTexts } from './texts.ts';

const groups = {
  figures: ['crosstab', 'levels', 'compare', 'time'],
  reasons: ['drivers', 'gaps', 'target', 'comments'],
  trust: ['small-units', 'nonresponse'],
  saved: ['views'],
} as const;
type Group = keyof typeof groups;
export type AnalysisPage = (typeof groups)[Group][number];

export function pageJump(
  current: AnalysisPage,
  { round, unit }: { readonly round: string; readonly unit: string },
  language: PageLanguage,
) {
  const t = analysisTexts[language];
  const titles: Record<AnalysisPage, string> = {
    crosstab: t.title,
    levels: levelTexts[language].title,
    compare: compareTexts[language].title,
    time: timeTexts[language].title,
    drivers: driversTexts[language].title,
    gaps: gapsTexts[language].title,
    target: targetTexts[language].title,
    comments: catalogue('dissemination/commentTopics')[language].title,
    'small-units': smallUnitsTexts[language].title,
    nonresponse: nonresponseTexts[language].title,
    views: savedViewTexts[language].title,
  };
  const query = new URLSearchParams({ round, unit }).toString();
  return {
    label: t.pages,
    current: titles[current],
    saveView: current === 'views' ? undefined : t.saveView,
    groups: (Object.keys(groups) as Group[]).map((group) => ({
      title: t.groups[group],
      pages: groups[group].map((page) => ({
        url: `/staff/analysis${page === 'crosstab' ? '' : `/${page}`}?${query}`,
        label: titles[page],
        isCurrent: page === current,
      })),
    })),
  };
}
