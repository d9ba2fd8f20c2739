/** The way from one page of analysis to the others, with round and unit as chosen, and to keeping the page under a name. */
import type { PageLanguage } from '../localized.ts';
import { analysisAddress, viewsPath } from './savedView.ts';
import { savedViewTexts } from './texts.ts';

/** @param here path and query of the page, for `views/savedViews/links.ejs` */
export function analysisLinks(here: string, language: PageLanguage) {
  const t = savedViewTexts[language].links;
  const [path = '', query = ''] = here.split('?');
  const asked = new URLSearchParams(query);
  const kept = new URLSearchParams();
  for (const name of ['round', 'unit']) if (asked.get(name)) kept.set(name, asked.get(name)!);
  const pages = [
    { path: '/staff/analysis', label: t.crosstab },
    { path: viewsPath, label: t.views },
  ];
  const address = analysisAddress(here);
  return {
    name: t.pages,
    pages: pages.map((page) => ({
      label: page.label,
      url: page.path !== viewsPath && kept.size > 0 ? `${page.path}?${kept.toString()}` : page.path,
      isCurrent: page.path === path,
    })),
    save: address && {
      url: `${viewsPath}/new?${new URLSearchParams({ address }).toString()}`,
      label: t.save,
    },
  };
}
