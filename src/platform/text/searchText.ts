/**
 * Normalises text for search: without capitals and diacritics, so that `nguyen` finds `Nguyễn` and `dong thap` `Đồng
 * Tháp`.
 */
export function searchable(text: string): string {
  return text.toLowerCase().normalize('NFD').replace(/\p{M}/gu, '').replaceAll('đ', 'd');
}

/** Whether each word of the query occurs in one of the texts. */
export function finds(texts: readonly string[], query: string): boolean {
  if (query === '') return true; // every list that is not searched
  const all = searchable(texts.join(' '));
  return searchable(query)
    .split(/\s+/)
    .every((word) => all.includes(word));
}
