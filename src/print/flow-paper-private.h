/* A document that is one flow, with the number of each page at its foot. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "print/document.h"
#include "print/report-flow-private.h"

/* An empty flow, as wide and deep as a page leaves room for. */
EvReportFlow *ev_flow_paper_begin (void);

/* The document of a flow that was begun and filled; takes `flow`. The title stands in the file's
 * properties. Owned. */
EvDocument *ev_flow_paper_end (EvReportFlow *flow, const char *title);
