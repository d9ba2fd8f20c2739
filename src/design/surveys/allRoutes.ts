import express from 'express';
import { surveyDrafts } from './draftRoutes.ts';
import { surveyItemRoutes } from './itemRoutes.ts';
import { surveyPasteRoutes } from './pasteRoutes.ts';
import { surveyRoutes } from './routes.ts';

export const routes = { ...surveyRoutes, ...surveyDrafts.routes, ...surveyPasteRoutes, ...surveyItemRoutes };

export const before = {
  '/staff/surveys/drafts': [express.urlencoded({ extended: false, limit: '768kb', parameterLimit: 400 })], // a survey as JSON
};
