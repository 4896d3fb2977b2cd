"""The names that cmi5 gives to verbs, categories, extensions and documents."""

from __future__ import annotations

NAMESPACE = "https://w3id.org/xapi/profiles/cmi5/v1/CourseStructure.xsd"

_ADL = "http://adlnet.gov/expapi/verbs/"
_ADL_NEWER = "https://w3id.org/xapi/adl/verbs/"
LAUNCHED = _ADL + "launched"
INITIALIZED = _ADL + "initialized"
COMPLETED = _ADL + "completed"
PASSED = _ADL + "passed"
FAILED = _ADL + "failed"
TERMINATED = _ADL + "terminated"
VOIDED = _ADL + "voided"
ABANDONED = _ADL_NEWER + "abandoned"
WAIVED = _ADL_NEWER + "waived"
SATISFIED = _ADL_NEWER + "satisfied"

CATEGORY_CMI5 = "https://w3id.org/xapi/cmi5/context/categories/cmi5"
CATEGORY_MOVEON = "https://w3id.org/xapi/cmi5/context/categories/moveon"

_EXTENSION = "https://w3id.org/xapi/cmi5/context/extensions/"
SESSION_ID = _EXTENSION + "sessionid"
MASTERY_SCORE = _EXTENSION + "masteryscore"
LAUNCH_MODE = _EXTENSION + "launchmode"
LAUNCH_URL = _EXTENSION + "launchurl"
LAUNCH_PARAMETERS = _EXTENSION + "launchparameters"
MOVE_ON = _EXTENSION + "moveon"
REASON = "https://w3id.org/xapi/cmi5/result/extensions/reason"

TYPE_COURSE = "https://w3id.org/xapi/cmi5/activitytype/course"
TYPE_BLOCK = "https://w3id.org/xapi/cmi5/activitytype/block"

LAUNCH_DATA = "LMS.LaunchData"
PREFERENCES = "cmi5LearnerPreferences"

LAUNCH_QUERY = ("endpoint", "fetch", "actor", "registration", "activityId")

MODES = ("Normal", "Browse", "Review")
MOVE_ONS = ("NotApplicable", "Passed", "Completed", "CompletedAndPassed", "CompletedOrPassed")
