// Who may take what.
#include "queue/lanes.h"

#include "tests/queue/objects.h"

namespace assay::queue {
namespace {

QueueOptions room_for(std::uint32_t small, std::uint32_t medium, std::uint32_t large) {
  QueueOptions options;
  options.small.max_waiting = small;
  options.medium.max_waiting = medium;
  options.large.max_waiting = large;
  return options;
}

void put(Lanes& lanes, SizeClass lane, std::string name) {
  ASSERT_TRUE(lanes.admit(lane));
  auto ticket = std::make_unique<Ticket>();
  ticket->task.name = std::move(name);
  ticket->lane = lane;
  lanes.push(std::move(ticket));
}

std::string taken(Lanes& lanes, SizeClass by) {
  const auto ticket = lanes.take(by);
  return ticket == nullptr ? "" : ticket->task.name;
}

TEST(Lanes, EachIsFirstInFirstOutAndServesItsOwn) {
  Lanes lanes(room_for(9, 9, 9));
  put(lanes, SizeClass::kLarge, "l1");
  put(lanes, SizeClass::kSmall, "s1");
  put(lanes, SizeClass::kSmall, "s2");
  put(lanes, SizeClass::kMedium, "m1");
  EXPECT_EQ(taken(lanes, SizeClass::kSmall), "s1");
  EXPECT_EQ(taken(lanes, SizeClass::kMedium), "m1") << "its own first";
  EXPECT_EQ(taken(lanes, SizeClass::kMedium), "s2") << "then it helps";
  EXPECT_EQ(taken(lanes, SizeClass::kMedium), "") << "never with large ones";
  EXPECT_EQ(taken(lanes, SizeClass::kSmall), "");
  EXPECT_EQ(taken(lanes, SizeClass::kLarge), "l1");
  EXPECT_EQ(taken(lanes, SizeClass::kLarge), "");
}

TEST(Lanes, OneThatIsFullSaysSoAndTheOthersHaveRoom) {
  Lanes lanes(room_for(2, 1, 1));
  put(lanes, SizeClass::kSmall, "a");
  put(lanes, SizeClass::kSmall, "b");
  EXPECT_FALSE(lanes.admit(SizeClass::kSmall));
  put(lanes, SizeClass::kMedium, "c");
  EXPECT_EQ(taken(lanes, SizeClass::kSmall), "a");
  put(lanes, SizeClass::kSmall, "d");
  const LaneStatus& small = lanes.status()[0];
  EXPECT_EQ(small.accepted, 3U);
  EXPECT_EQ(small.busy, 1U);
  EXPECT_EQ(small.waiting, 2U);
  EXPECT_EQ(small.running, 1U);
}

TEST(Lanes, MovingOnNeedsRoomInTheNextLane) {
  Lanes lanes(room_for(9, 1, 1));
  put(lanes, SizeClass::kSmall, "bomb");
  auto ticket = lanes.take(SizeClass::kSmall);
  ASSERT_TRUE(lanes.move_on(ticket));
  EXPECT_EQ(ticket, nullptr);
  EXPECT_EQ(lanes.status()[0].running, 0U);
  EXPECT_EQ(lanes.status()[0].moved_on, 1U);
  put(lanes, SizeClass::kSmall, "second");
  auto second = lanes.take(SizeClass::kSmall);
  EXPECT_FALSE(lanes.move_on(second)) << "full";
  ASSERT_NE(second, nullptr);
  auto first = lanes.take(SizeClass::kMedium);
  ASSERT_TRUE(lanes.move_on(first));
  auto large = lanes.take(SizeClass::kLarge);
  ASSERT_NE(large, nullptr);
  EXPECT_EQ(large->task.name, "bomb");
  EXPECT_FALSE(lanes.move_on(large)) << "there is no next lane";
}

TEST(Lanes, ALaneIsDoneWhenNothingCanComeToItAnyMore) {
  Lanes lanes(room_for(9, 9, 9));
  EXPECT_TRUE(lanes.is_idle());
  put(lanes, SizeClass::kSmall, "a");
  for (const SizeClass lane : {SizeClass::kSmall, SizeClass::kMedium, SizeClass::kLarge}) EXPECT_FALSE(lanes.is_done(lane));
  const auto running = lanes.take(SizeClass::kSmall);
  EXPECT_TRUE(lanes.is_done(SizeClass::kSmall));
  EXPECT_FALSE(lanes.is_done(SizeClass::kMedium)) << "it may move on";
  EXPECT_FALSE(lanes.is_done(SizeClass::kLarge));
  EXPECT_FALSE(lanes.is_idle());
  lanes.finish(SizeClass::kSmall);
  EXPECT_TRUE(lanes.is_done(SizeClass::kLarge));
  EXPECT_TRUE(lanes.is_idle());
}

TEST(Lanes, AllThatWaitsCanBeTakenOut) {
  Lanes lanes(room_for(9, 9, 9));
  put(lanes, SizeClass::kLarge, "a");
  put(lanes, SizeClass::kSmall, "b");
  EXPECT_EQ(lanes.take_all().size(), 2U);
  EXPECT_TRUE(lanes.is_idle());
  EXPECT_EQ(lanes.status()[2].finished, 1U);
}

}  // namespace
}  // namespace assay::queue
