import { expect, it } from '@jest/globals';
import { finds } from '../../../src/platform/text/searchText.ts';

it.each([
  ['dong thap', true],
  ['ĐỒNG', true],
  ['thap dong', true],
  ['Hồng Ngự', false],
  ['', true],
])('"%s" in "tỉnh Đồng Tháp": %s', (query, found) => {
  expect(finds(['tỉnh Đồng Tháp'], query)).toBe(found);
});
