import { AssessedCase, AssessedUnit, Assessment, AssessmentObjection, Exclusion } from './assessment/assessment.entities.js';
import { ReviewSheet, SpotCheck, SpotCheckCase } from './assessment/spot-check.entities.js';
import { Telling, Term } from './assessment/terms.entities.js';
import { CaseCounter, CaseFile, Deadline, FormerDeadline, RungMark } from './casefile/casefile.entities.js';
import { Cover } from './casefile/covers.entities.js';
import { Draft, Presence, SavedView } from './desk/desk.entities.js';
import { Paper, PaperCounter } from './escalation/escalation.entities.js';
import { FollowUp, Rating, Reopening, RepeatsEnded, Study, Tracking } from './feedback/feedback.entities.js';
import { Clarification, Contact, ExtensionRequest, JointHandling, LegalProcedure, Reply, ReturnRequest, Signature } from './handling/handling.entities.js';
import { FindingLabel, ReplyWording } from './handling/replies.entities.js';
import { IdentityEvent, Session, Token, User } from './identity/identity.entities.js';
import { Attachment, AttachmentContent, ImportBatch, ImportFault, Message, TurnedAway } from './intake/intake.entities.js';
import { Purge } from './inspection/inspection.entities.js';
import { CaseEvent, Delivery, Matter, MatterEvent, Seal } from './journal/journal.entities.js';
import { Filing, HandOver, Quarantine, Rejection, Relabel, Screening } from './moderation/moderation.entities.js';
import { KnowledgeCounter, KnowledgeDay, KnowledgeEntry, KnowledgeRepeal, KnowledgeSource, KnowledgeUse, KnowledgeVersion } from './knowledge/knowledge.entities.js';
import { EmergencyCall, Morning, Notice } from './notice/notice.entities.js';
import { Amendment, Interim } from './publication/amendments.entities.js';
import { GroupMember, GroupReply, GroupSignature } from './publication/group-replies.entities.js';
import { SecondOpinion } from './opinion/opinion.entities.js';
import { CitizenNotice, Publication } from './publication/publication.entities.js';
import { Account, CalendarNotice, Department, LocalDays, Organisation, OwnPolicy, RuleVersion } from './registry/registry.entities.js';
import { IssuedReport, ReportCase, ReportFile } from './reporting/reporting.entities.js';
import { Webhook, WebhookMessage } from './webhook/webhook.entities.js';
import { LetterMarks, Likeness, Topic, TopicChange, TopicMember } from './insight/insight.entities.js';
import { RotaEntry, RotaNote, RotaPattern, RotaSwap } from './rota/rota.entities.js';
import { Rebasing } from './rules/rules.entities.js';
import { Release, SendBack } from './review/review.entities.js';
import { Assignment, AutomaticAssigning, Merge, Proposal, RoutingModel, RoutingModelContent, RoutingSwitch, RoutingTraining, Transfer } from './routing/routing.entities.js';

/** Every table of the installation, floor by floor. */
export const ENTITIES = [
  User, Session, Token, IdentityEvent,
  Organisation, Department, Account, RuleVersion, OwnPolicy, CalendarNotice, LocalDays,
  CaseEvent, Delivery, Seal, Matter, MatterEvent,
  CaseFile, Deadline, FormerDeadline, RungMark, CaseCounter, Cover,
  Message, Attachment, AttachmentContent, TurnedAway, ImportBatch, ImportFault,
  Screening, Rejection, Relabel, Filing, Quarantine, HandOver,
  Assignment, Proposal, Merge, Transfer,
  RoutingModel, RoutingModelContent, RoutingSwitch, RoutingTraining, AutomaticAssigning,
  Contact, ReturnRequest, JointHandling, ExtensionRequest, Clarification, LegalProcedure, Reply, Signature, ReplyWording, FindingLabel,
  Release, SendBack,
  Publication, CitizenNotice, Interim, Amendment, GroupReply, GroupMember, GroupSignature,
  Rating, Study, Reopening, FollowUp, Tracking, RepeatsEnded,
  Rebasing,
  Paper, PaperCounter,
  Purge,
  IssuedReport, ReportCase, ReportFile,
  SpotCheck, SpotCheckCase, ReviewSheet,
  Assessment, AssessedUnit, AssessedCase, Exclusion, AssessmentObjection, Term, Telling,
  RotaPattern, RotaEntry, RotaSwap, RotaNote,
  Notice, Morning, EmergencyCall,
  LetterMarks, Likeness, Topic, TopicMember, TopicChange,
  Webhook, WebhookMessage,
  Draft, Presence, SavedView,
  KnowledgeEntry, KnowledgeVersion, KnowledgeUse, KnowledgeDay, KnowledgeCounter, KnowledgeRepeal, KnowledgeSource,
  SecondOpinion,
];
