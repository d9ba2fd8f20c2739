import { describe, expect, test } from '@jest/globals';
import { analysisAddress, unitOfAddress } from '../../../src/dissemination/savedViews/savedView.ts';

describe('the address of a view', () => {
  test('is that of a page of analysis, written anew, without what takes a file away', () => {
    const sent = '/staff/analysis?round=r%201&unit=city&take=crosstab.csv&rows=about%3AageBand';
    expect(analysisAddress(sent)).toBe('/staff/analysis?round=r+1&unit=city&rows=about%3AageBand');
    expect(analysisAddress('/staff/analysis')).toBe('/staff/analysis');
    expect(analysisAddress('/staff/analysis/small-units?unit=city')).toBe(
      '/staff/analysis/small-units?unit=city',
    );
    expect(unitOfAddress(analysisAddress(sent)!)).toBe('city');
    expect(unitOfAddress('/staff/analysis?unit=')).toBeUndefined();
  });

  test.each([
    'https://example.com/staff/analysis',
    '//example.com/staff/analysis',
    '\\\\example.com',
    'javascript:alert(1)',
    '/staff/analysis/../accounts',
    '/staff/analysis#x',
    '/staff/analysis/views',
    '/staff/analysis/views/new?address=/staff/analysis',
    '/staff/accounts',
    '/api/v1/rounds',
    '/staff/analysis/',
    ' /staff/analysis',
    '',
    `/staff/analysis?q=${'x'.repeat(2000)}`,
  ])('is never %j', (text) => {
    expect(analysisAddress(text)).toBeUndefined();
  });

  test('cannot leave its page by what stands in the query', () => {
    const made = analysisAddress('/staff/analysis?x=#y?//example.com&z=\r\nLocation: //example.com');
    expect(made).toMatch(/^\/staff\/analysis\?[\w%=&+.-]+$/);
  });
});
