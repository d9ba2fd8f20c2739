import express from 'express';
import { surveyDraftRoutes } from './draftRoutes.ts';
import { surveyItemRoutes } from './itemRoutes.ts';
import { surveyPasteRoutes } from './pasteRoutes.ts';
import { surveyRoutes } from './routes.ts';

export const routes = { ...surveyRoutes, ...surveyDraftRoutes, ...surveyPasteRoutes, ...surveyItemRoutes };

export const before = {
  '/staff/surveys/drafts': [express.urlencoded({ extended: false, limit: '768kb', parameterLimit: 400 })], // a survey as JSON
};
