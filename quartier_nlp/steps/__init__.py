"""Loads, calls a stage, saves. The command line and the flows call these and nothing below them.

Heavy libraries are imported where they are needed: a run that has nothing to do starts none.
"""

from quartier_nlp.steps.analyse import AnalysisSummary, analyse, analyse_sources, load_language, pending_analysis
from quartier_nlp.steps.check import check
from quartier_nlp.steps.cluster import cluster
from quartier_nlp.steps.decide import decide
from quartier_nlp.steps.draft import DraftSummary, draft
from quartier_nlp.steps.evaluate import Evaluation, evaluate, summary_of
from quartier_nlp.steps.explain import explain
from quartier_nlp.steps.files import write_atomically
from quartier_nlp.steps.forget import ForgetOptions, ForgetSummary, forget, undo_forget
from quartier_nlp.steps.forget_plan import ForgetPlan, plan_forget
from quartier_nlp.steps.ingest import (
    IngestPlan,
    IngestSummary,
    Quarantined,
    finish_ingest,
    ingest,
    ingest_files,
    plan_ingest,
    remarks,
)
from quartier_nlp.steps.tables import copy_tables, export_tables, view
from quartier_nlp.steps.training_examples import export_training
from quartier_nlp.steps.whole import RunSummary, describe, run

__all__ = [
    "AnalysisSummary",
    "DraftSummary",
    "Evaluation",
    "ForgetOptions",
    "ForgetPlan",
    "ForgetSummary",
    "IngestPlan",
    "IngestSummary",
    "Quarantined",
    "RunSummary",
    "analyse",
    "analyse_sources",
    "check",
    "cluster",
    "copy_tables",
    "decide",
    "describe",
    "draft",
    "evaluate",
    "explain",
    "export_tables",
    "export_training",
    "finish_ingest",
    "forget",
    "ingest",
    "ingest_files",
    "load_language",
    "pending_analysis",
    "plan_forget",
    "plan_ingest",
    "remarks",
    "run",
    "summary_of",
    "undo_forget",
    "view",
    "write_atomically",
]
