"""What the house does without a request, for the administrators of the installation."""

from flask import Blueprint, flash, redirect, render_template, url_for
from flask_login import current_user
from werkzeug.wrappers import Response

from planner.extensions import db
from planner.queries.jobs import list_entries, list_jobs
from planner.services import jobs
from planner.services.guard import guard_instance
from planner.views.healthpage import check_health
from planner.views.jobspage import jobs_page

bp = Blueprint("jobs", __name__, url_prefix="/jobs")
MOST_SHOWN = 50
MOST_ENTRIES = 20


@bp.get("")
def show() -> str:
    """All jobs that are not done, the last that are, and what was done about them."""
    guard_instance(current_user)
    page = jobs_page(list_jobs(MOST_SHOWN), check_health(), list_entries(MOST_ENTRIES))
    return render_template("jobs/show.html", page=page)


@bp.post("/<int:job_id>/retry")
def retry(job_id: int) -> Response:
    """Let a job be tried again at once."""
    guard_instance(current_user)
    jobs.retry_job(jobs.find_job(job_id), actor=current_user)
    db.session.commit()
    flash("已排上，马上再试")
    return redirect(url_for("jobs.show"))


@bp.post("/<int:job_id>/drop")
def drop(job_id: int) -> Response:
    """Take a job out of the line."""
    guard_instance(current_user)
    jobs.drop_job(jobs.find_job(job_id), actor=current_user)
    db.session.commit()
    flash("任务已删掉")
    return redirect(url_for("jobs.show"))
