package org.sneakyklaus.job.web;

import java.util.List;
import org.sneakyklaus.job.ComingView;
import org.sneakyklaus.job.JobView;
import org.sneakyklaus.job.RunView;

/** What the page of the jobs shows. */
record JobsPage(List<JobView> jobs, List<ComingView> coming, List<RunView> runs) {}
