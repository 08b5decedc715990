import { Module } from '@nestjs/common';
import { AssessmentReading } from './assessment/assessment-reading.service.js';
import { AssessmentsController } from './assessment/assessments.controller.js';
import { Assessments } from './assessment/assessments.service.js';
import { Counting } from './assessment/counting.service.js';
import { Decisions } from './assessment/decisions.service.js';
import { Drawing } from './assessment/drawing.service.js';
import { Impartial } from './assessment/impartial.js';
import { AssessmentProofs } from './assessment/proving.js';
import { Sheets } from './assessment/sheets.service.js';
import { SpotChecksController } from './assessment/spot-checks.controller.js';
import { SpotChecks } from './assessment/spot-checks.service.js';
import { Terms } from './assessment/terms.js';
import { DeskController } from './desk/desk.controller.js';
import { Desk } from './desk/desk.service.js';
import { Live } from './desk/live.js';
import { EscalationController } from './escalation/escalation.controller.js';
import { Escalation } from './escalation/escalation.service.js';
import { InspectionController } from './inspection/inspection.controller.js';
import { Inspection } from './inspection/inspection.service.js';
import { Indexing } from './knowledge/indexing.service.js';
import { KnowledgeExchangeController } from './knowledge/exchange.controller.js';
import { KnowledgeFiles } from './knowledge/knowledge-files.service.js';
import { Mirroring } from './knowledge/mirroring.service.js';
import { KnowledgeController } from './knowledge/knowledge.controller.js';
import { KnowledgeReading } from './knowledge/knowledge-reading.service.js';
import { Knowledge } from './knowledge/knowledge.service.js';
import { QuestionsController } from './knowledge/questions.controller.js';
import { KnowledgeUpkeep } from './knowledge/upkeep.service.js';
import { CallsController } from './notice/calls.controller.js';
import { UnsubscribeController } from './notice/unsubscribe.controller.js';
import { NoticesController } from './notice/notice.controller.js';
import { Notices } from './notice/notice.service.js';
import { SecondOpinionsController } from './opinion/opinion.controller.js';
import { SecondOpinions } from './opinion/opinion.service.js';
import { CitizenPages } from './casefile/citizen-pages.js';
import { FormsAgain } from './public/forms-again.js';
import { PublicStatistics } from './public/statistics.service.js';
import { PublicAnswers } from './public/answers.service.js';
import { Lookups } from './public/lookup.service.js';
import { PublicApiController } from './public/public-api.controller.js';
import { PublicController } from './public/public.controller.js';
import { RotaController } from './rota/rota.controller.js';
import { RotaKeeping } from './rota/rota.service.js';
import { ReportingController } from './reporting/reporting.controller.js';
import { FiguresController } from './reporting/figures.controller.js';
import { Compiling } from './reporting/compiling.service.js';
import { FormsController } from './reporting/forms.controller.js';
import { TopicsTold } from './reporting/topic-brief.js';
import { IssuingController } from './reporting/issuing.controller.js';
import { Issuing } from './reporting/issuing.service.js';
import { ReportArchive } from './reporting/report-archive.service.js';
import { CountedLists } from './reporting/counted-lists.service.js';
import { PeriodReporting } from './reporting/period-reporting.service.js';
import { Monthly } from './reporting/monthly.service.js';
import { Reporting } from './reporting/reporting.service.js';
import { Calendars } from './rules/calendars.service.js';
import { Policies } from './rules/policies.service.js';
import { Rebases } from './rules/rebases.service.js';
import { RulesController } from './rules/rules.controller.js';
import { WebhooksController } from './webhook/webhook.controller.js';
import { InsightController } from './insight/insight.controller.js';
import { GroupDrafts } from './insight/group-drafts.js';
import { Insight } from './insight/insight.service.js';
import { GroupReplies } from './publication/group-replies.service.js';
import { SimilarLetters } from './insight/similar.service.js';
import { Webhooks } from './webhook/webhook.service.js';
import { AnswerSearch } from './views/answer-search.service.js';
import { AuditController } from './views/audit.controller.js';
import { Audit } from './views/audit.service.js';
import { CaseArchive } from './views/case-archive.service.js';
import { CaseView } from './views/case-view.service.js';
import { CasesController } from './views/cases.controller.js';
import { Cases } from './views/cases.service.js';
import { PapersController } from './views/papers.controller.js';
import { PaperList } from './views/papers.service.js';
import { Proofs } from './views/proofs.service.js';
import { TodayController } from './views/today.controller.js';
import { TodayView } from './views/today.service.js';
import { WordsController } from './views/words.controller.js';
import { MatterProofs } from './journal/verify.js';
import { LineModule } from './line.module.js';

/** Beside the line: what rules, reads, reminds and reports. 时限规则 · 催办督办 · 通知 · 月报 · 抽查考核 · 公众页. */
@Module({
  imports: [LineModule],
  controllers: [
    RulesController,
    CasesController,
    WordsController,
    TodayController,
    PapersController,
    AuditController,
    EscalationController,
    InspectionController,
    SpotChecksController, AssessmentsController,
    RotaController,
    NoticesController,
    CallsController,
    UnsubscribeController,
    WebhooksController,
    ReportingController, FiguresController, IssuingController, FormsController, InsightController,
    PublicController,
    PublicApiController,
    DeskController,
    SecondOpinionsController,
    KnowledgeExchangeController,
    KnowledgeController,
    QuestionsController,
  ],
  providers: [
    Desk,
    Live,
    Policies,
    Calendars,
    Rebases,
    PublicAnswers,
    PublicStatistics,
    Lookups,
    { provide: CitizenPages, useClass: FormsAgain },
    Cases,
    CaseView,
    CaseArchive,
    TodayView, PaperList,
    Audit,
    Proofs,
    Escalation,
    Inspection,
    Terms, Impartial, Drawing, Sheets, SpotChecks, Counting, Assessments, Decisions, AssessmentReading,
    { provide: MatterProofs, useClass: AssessmentProofs },
    RotaKeeping,
    Notices,
    Webhooks,
    Reporting,
    Monthly,
    PeriodReporting, CountedLists,
    ReportArchive,
    Compiling,
    { provide: TopicsTold, useExisting: Insight },
    Issuing,
    Indexing,
    Knowledge,
    KnowledgeReading,
    KnowledgeUpkeep,
    KnowledgeFiles,
    Mirroring,
    AnswerSearch,
    SecondOpinions,
    Insight,
    { provide: GroupDrafts, useExisting: GroupReplies },
    SimilarLetters,
  ],
  exports: [RotaKeeping, Terms, MatterProofs, 
    Live,
    Policies,
    Calendars,
    Rebases,
    Proofs,
    Cases,
    Escalation,
    Notices,
    Webhooks,
    Reporting,
    Monthly,
    Compiling,
    Issuing,
    Indexing,
    Knowledge,
    KnowledgeReading,
    KnowledgeUpkeep,
    KnowledgeFiles,
    Mirroring,
    AnswerSearch,
    Insight,
    SimilarLetters,
  ],
})
export class BesideModule {}
