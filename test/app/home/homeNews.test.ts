import { beforeAll, describe, expect, it } from '@jest/globals';
import request from 'supertest';
import { homeNewsReader, homeNewsWords } from '../../../src/app/home/homeNews.ts';
import { aClosedCity, type City } from '../../dissemination/publications/publishing.ts';
import { useApp } from '../../support/app.ts';

describe('the home page of everybody', () => {
  const running = useApp();
  let city: City;

  beforeAll(async () => {
    city = await aClosedCity(running());
  });

  it('tells nothing of results that nobody has agreed to publish', async () => {
    expect(await homeNewsReader(running().stores)('')).toBeUndefined();
  });

  it('shows the index, the best and the weakest factor of the last publication, below answering', async () => {
    await city.publish();
    const { text } = await request(running().app).get('/').expect(200);
    expect(text).toContain('<b>72,29%</b>'); // 240 of 332 answers
    const news = homeNewsWords((await homeNewsReader(running().stores)(''))!, 'vi');
    expect(text).toContain(news.best!.value);
    expect(text).toContain(news.worst!.name);
    expect(text.indexOf('<button>')).toBeLessThan(text.indexOf('id="news"'));
    expect(text).not.toMatch(/\sstyle=/);
    const english = await request(running().app).get('/?lang=en').expect(200);
    expect(english.text).toContain('Weakest factor');
  });

  it('asks for the code alone after a mistyped one', async () => {
    const { text } = await request(running().app).post('/').type('form').send({ code: '???' }).expect(422);
    expect(text).not.toContain('id="news"');
  });
});
