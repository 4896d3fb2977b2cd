"""The addresses of the communities."""

from django.urls import path

from sinau.communities.views import (
    answers,
    communities,
    conversations,
    follows,
    hidings,
    leads,
    marks,
    members,
    replies,
    revisions,
)

app_name = "communities"

urlpatterns = [
    path("", communities.index, name="index"),
    path("baru/", communities.new, name="new"),
    path("pemandu/", leads.index, name="lead"),
    path("<int:pk>/", communities.show, name="show"),
    path("<int:pk>/pengaturan/", communities.edit, name="edit"),
    path("<int:pk>/pemandu/", leads.create, name="lead_create"),
    path("<int:pk>/pemandu/<int:person>/selesai/", leads.remove, name="lead_remove"),
    path("<int:pk>/anggota/", members.index, name="members"),
    path("<int:pk>/keanggotaan/", members.create, name="join"),
    path("<int:pk>/keanggotaan/selesai/", members.remove, name="leave"),
    path("<int:pk>/percakapan/baru/", conversations.new, name="conversation_new"),
    path("percakapan/<int:pk>/", conversations.show, name="conversation"),
    path("percakapan/<int:pk>/suntingan/", conversations.edit, name="conversation_edit"),
    path("percakapan/<int:pk>/naskah/", revisions.index, name="revisions"),
    path("percakapan/<int:pk>/balasan/", replies.create, name="reply_create"),
    path("percakapan/<int:pk>/langganan/", follows.create, name="follow"),
    path("percakapan/<int:pk>/langganan/selesai/", follows.remove, name="unfollow"),
    path("percakapan/<int:pk>/jawaban/selesai/", answers.remove, name="answer_remove"),
    path(
        "percakapan/<int:pk>/penyembunyian/",
        hidings.new_of_conversation,
        name="conversation_hiding",
    ),
    path(
        "percakapan/<int:pk>/penyembunyian/selesai/",
        hidings.remove_of_conversation,
        name="conversation_hiding_remove",
    ),
    path("balasan/<int:pk>/suntingan/", replies.edit, name="reply_edit"),
    path("balasan/<int:pk>/jawaban/", answers.create, name="answer_create"),
    path("balasan/<int:pk>/tanda/", marks.create, name="mark"),
    path("balasan/<int:pk>/tanda/selesai/", marks.remove, name="unmark"),
    path("balasan/<int:pk>/penyembunyian/", hidings.new_of_reply, name="reply_hiding"),
    path(
        "balasan/<int:pk>/penyembunyian/selesai/",
        hidings.remove_of_reply,
        name="reply_hiding_remove",
    ),
]
