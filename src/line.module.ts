import { Module } from '@nestjs/common';
import { FormController } from './intake/form.controller.js';
import { ImportController } from './intake/import.controller.js';
import { Imports } from './intake/import.service.js';
import { IntakeController } from './intake/intake.controller.js';
import { Intake } from './intake/intake.service.js';
import { HandOversController } from './moderation/hand-overs.controller.js';
import { HandOvers } from './moderation/hand-overs.service.js';
import { ModerationController } from './moderation/moderation.controller.js';
import { Moderation } from './moderation/moderation.service.js';
import { TransfersController } from './routing/transfers.controller.js';
import { Transfers } from './routing/transfers.service.js';
import { AutomaticAssignment } from './routing/automatic.service.js';
import { RoutingBases } from './routing/bases.js';
import { ModelsController } from './routing/models.controller.js';
import { RoutingModels } from './routing/models.service.js';
import { RoutingController } from './routing/routing.controller.js';
import { Routing } from './routing/routing.service.js';
import { Training } from './routing/training.service.js';
import { ClarificationsController } from './handling/clarifications.controller.js';
import { Clarifications } from './handling/clarifications.service.js';
import { ExtensionsController } from './handling/extensions.controller.js';
import { Extensions } from './handling/extensions.service.js';
import { HandlingController } from './handling/handling.controller.js';
import { Handling } from './handling/handling.service.js';
import { JointController } from './handling/joint.controller.js';
import { Joint } from './handling/joint.service.js';
import { ProceduresController } from './handling/procedures.controller.js';
import { Procedures } from './handling/procedures.service.js';
import { Assessing } from './handling/assessing.js';
import { Skeletons } from './handling/skeletons.service.js';
import { Labels } from './handling/labels.service.js';
import { RepliesController } from './handling/replies.controller.js';
import { Replies } from './handling/replies.service.js';
import { ReturnsController } from './handling/returns.controller.js';
import { Returns } from './handling/returns.service.js';
import { CoversController } from './review/covers.controller.js';
import { Covers } from './review/covers.service.js';
import { ReviewController } from './review/review.controller.js';
import { Review } from './review/review.service.js';
import { PublishingController } from './publication/publication.controller.js';
import { AmendmentsController } from './publication/amendments.controller.js';
import { Amendments } from './publication/amendments.service.js';
import { Interims } from './publication/interims.service.js';
import { GroupDesk } from './publication/group-desk.js';
import { GroupReading } from './publication/group-reading.js';
import { GroupRepliesController } from './publication/group-replies.controller.js';
import { GroupReplies } from './publication/group-replies.service.js';
import { GroupReview } from './publication/group-review.service.js';
import { CitizenNotices } from './publication/citizen-notices.js';
import { PublicCopies } from './publication/public-copy.js';
import { Publishing } from './publication/publication.service.js';
import { FeedbackController } from './feedback/feedback.controller.js';
import { AfterAnswer } from './feedback/after-answer.service.js';
import { Feedback } from './feedback/feedback.service.js';

/** THE LINE, in the order of the journey: 收件 → 审看 → 分办 → 办理 → 审核 → 公开 → 评价. */
@Module({
  controllers: [
    IntakeController, FormController, ImportController, ModerationController, HandOversController, RoutingController, ModelsController, TransfersController,
    HandlingController, ReturnsController, JointController, ExtensionsController, ClarificationsController, ProceduresController, RepliesController,
    ReviewController, CoversController, PublishingController, AmendmentsController, GroupRepliesController, FeedbackController,
  ],
  providers: [Intake, Imports, Moderation, HandOvers, RoutingBases, Routing, RoutingModels, Training, AutomaticAssignment, Transfers, Handling, Returns, Joint, Extensions, Clarifications, Procedures, Assessing, Skeletons, Labels, Replies, Review, Covers, CitizenNotices, PublicCopies, Publishing, Interims, Amendments, GroupDesk, GroupReading, GroupReplies, GroupReview, Feedback, AfterAnswer],
  exports: [Intake, Imports, Moderation, HandOvers, Routing, RoutingModels, Training, AutomaticAssignment, Transfers, Handling, Returns, Joint, Extensions, Clarifications, Procedures, Labels, Replies, Review, Publishing, GroupReplies, Feedback],
})
export class LineModule {}
