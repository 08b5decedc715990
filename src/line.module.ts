import { Module } from '@nestjs/common';
import { IntakeController } from './intake/intake.controller.js';
import { Intake } from './intake/intake.service.js';
import { ModerationController } from './moderation/moderation.controller.js';
import { Moderation } from './moderation/moderation.service.js';
import { RoutingController } from './routing/routing.controller.js';
import { Routing } from './routing/routing.service.js';
import { HandlingController } from './handling/handling.controller.js';
import { Handling } from './handling/handling.service.js';
import { ReviewController } from './review/review.controller.js';
import { Review } from './review/review.service.js';
import { PublishingController } from './publication/publication.controller.js';
import { Publishing } from './publication/publication.service.js';
import { FeedbackController } from './feedback/feedback.controller.js';
import { Feedback } from './feedback/feedback.service.js';

/** THE LINE, in the order of the journey: 收件 → 审看 → 分办 → 办理 → 审核 → 公开 → 评价. */
@Module({
  controllers: [
    IntakeController, ModerationController, RoutingController, HandlingController, ReviewController, PublishingController, FeedbackController,
  ],
  providers: [Intake, Moderation, Routing, Handling, Review, Publishing, Feedback],
  exports: [Intake, Moderation, Routing, Handling, Review, Publishing, Feedback],
})
export class LineModule {}
