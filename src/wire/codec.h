/* Messages to bytes and back: compact JSON in zstd frames. The same code at both ends. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "base/error.h"
#include "wire/message.h"

/* No message may unfold to more than this, nor arrive larger than EV_WIRE_MAX_BODY. */
#define EV_WIRE_MAX_PLAIN (16 * 1024 * 1024)
#define EV_WIRE_MAX_BODY (4 * 1024 * 1024)

/* The content type of every message, with or without a zstd frame (the frame's magic number tells).
 */
#define EV_WIRE_CONTENT_TYPE "application/vnd.evidenca"

/* To bytes: a zstd frame, with the message's dictionary where it names one that this version has,
 * or identity where that is shorter. Ids, devices and names in the message are well formed, as the
 * store and the readers below give them. Owned. */
GBytes *ev_codec_write_request (const EvRequest *request);
GBytes *ev_codec_write_answer (const EvAnswer *answer);
GBytes *ev_codec_write_enrol_request (const EvEnrolRequest *request);
GBytes *ev_codec_write_enrol_answer (const EvEnrolAnswer *answer);
GBytes *ev_codec_write_complaint (const EvComplaint *complaint);

/* From bytes that a stranger sent. EV_ERROR_TOO_LARGE beyond a limit, before memory is spent;
 * EV_ERROR_NOT_FOUND for a frame made with a dictionary that this version lacks;
 * EV_ERROR_CLIENT_TOO_OLD or _NEW for a version outside EV_WIRE_OLDEST..EV_WIRE_VERSION (a request
 * without reading further); EV_ERROR_MALFORMED for anything else. Never crashes. Owned. Values are
 * not validated here, only their form is. */
EvRequest *ev_codec_read_request (GBytes *bytes, GError **error);
EvAnswer *ev_codec_read_answer (GBytes *bytes, GError **error);
EvEnrolRequest *ev_codec_read_enrol_request (GBytes *bytes, GError **error);
EvEnrolAnswer *ev_codec_read_enrol_answer (GBytes *bytes, GError **error);
EvComplaint *ev_codec_read_complaint (GBytes *bytes, GError **error);
