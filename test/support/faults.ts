/** What is wrong with the file or the list of a page, as it shows it: the sentences at its fields, and its table. */
export function faultsIn(page: string): string {
  const [, table = ''] = page.split('<tbody>');
  const sentences = [...page.matchAll(/id="(?:file|rows)-error">([^<]*)/g)].map(([, said = '']) => said);
  const rows = [...(table.split('</tbody>')[0] ?? '').matchAll(/<tr>(.*?)<\/tr>/gs)].map(([, row = '']) =>
    row
      .replaceAll(/<[^>]+>/g, ' ')
      .replaceAll(/\s+/g, ' ')
      .trim(),
  );
  return [...sentences, ...rows].join('\n');
}
